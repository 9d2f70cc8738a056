{# What stands beside an account wherever it is listed, from int_account_labels as `labels`. #}
{% macro account_labels() -%}
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    labels.owner_id
{%- endmacro %}
