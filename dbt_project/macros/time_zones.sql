{# A UTC timestamp on the clocks of a zone that a column names; daylight saving is the database's. #}
{% macro zoned_timestamp(timestamp_expression, zone) -%}
    {{ return(adapter.dispatch('zoned_timestamp')(timestamp_expression, zone)) }}
{%- endmacro %}

{% macro default__zoned_timestamp(timestamp_expression, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ timestamp_expression }}))
{%- endmacro %}

{% macro spark__zoned_timestamp(timestamp_expression, zone) -%}
    from_utc_timestamp({{ timestamp_expression }}, {{ zone }})
{%- endmacro %}


{# 1 is Monday, 7 is Sunday; day 0 was a Thursday. #}
{% macro weekday(day) -%}
    (mod({{ day }} + 3, 7) + 1)
{%- endmacro %}
