{# Columns that every published table carries; the model joins the one row of the run. #}
{% macro run_columns(with_rules=true) -%}
    runs.as_of,
    runs.run_id{% if with_rules %},
    runs.rules_version{% endif %}
{%- endmacro %}

{% macro run_join() -%}
    cross join {{ ref('stg_control__run') }} as runs
{%- endmacro %}
