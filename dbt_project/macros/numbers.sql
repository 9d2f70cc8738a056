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

{# Sum of whole numbers, over all rows of a group or over a window. DuckDB adds integers in 128 bits, which
   takes up to half of a large model's time; doubles are as exact up to 2^53. #}
{% macro integer_sum(expression, over=none, type='bigint') -%}
    cast({{ adapter.dispatch('exact_sum')(expression) }}{{ ' over ' ~ over if over }} as {{ type }})
{%- endmacro %}

{% macro default__exact_sum(expression) -%}
    sum({{ expression }})
{%- endmacro %}

{% macro duckdb__exact_sum(expression) -%}
    sum(cast({{ expression }} as double))
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
