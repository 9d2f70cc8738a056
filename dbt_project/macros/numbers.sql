{# Quotient of two whole numbers, the fraction cut off. #}
{% macro whole_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('whole_quotient')(dividend, divisor)) }}
{%- endmacro %}

{% macro default__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) // ({{ divisor }}))
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) div ({{ divisor }}))
{%- endmacro %}

{# Points are whole hundredths in all steps; marts show them as decimals. #}
{% macro cents(expression) -%}
    cast(round({{ expression }} * 100) as integer)
{%- endmacro %}

{% macro points(cents_expression) -%}
    cast(cast({{ cents_expression }} as decimal(18, 2)) / 100 as decimal(9, 2))
{%- endmacro %}
