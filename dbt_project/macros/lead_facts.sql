{# Text of a source as the name of a group: what is not said is a group of its own. #}
{% macro stated(expression, otherwise='unknown') -%}
    coalesce(nullif(trim({{ expression }}), ''), '{{ otherwise }}')
{%- endmacro %}


{# First day of the month of a day. #}
{% macro month_of(day) -%}
    cast({{ dbt.date_trunc('month', day_date(day)) }} as date)
{%- endmacro %}
