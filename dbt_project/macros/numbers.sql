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

{# A whole number of up to 38 digits: products of money and days outgrow a bigint. #}
{% macro large_integer(expression) -%}
    {{ return(adapter.dispatch('large_integer')(expression)) }}
{%- endmacro %}

{% macro default__large_integer(expression) -%}
    cast({{ expression }} as hugeint)
{%- endmacro %}

{% macro spark__large_integer(expression) -%}
    cast({{ expression }} as decimal(38, 0))
{%- endmacro %}
