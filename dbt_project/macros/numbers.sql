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

{# Sum of whole numbers, over the rows of a group or over a window, for models of many rows. DuckDB adds
   integers in 128 bits, at up to twice the cost of doubles, which are as exact while every sum of some of
   the rows is below 2^53. #}
{% macro integer_sum(expression, over=none, type='bigint') -%}
    {{ return(adapter.dispatch('integer_sum')(expression, over, type)) }}
{%- endmacro %}

{% macro default__integer_sum(expression, over, type) -%}
    cast(sum({{ expression }}){{ ' over ' ~ over if over }} as {{ type }})
{%- endmacro %}

{% macro duckdb__integer_sum(expression, over, type) -%}
    cast(sum(cast({{ expression }} as double)){{ ' over ' ~ over if over }} as {{ type }})
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

{% macro whole_text(expression) -%}
    cast(cast({{ expression }} as bigint) as string)
{%- endmacro %}

{# A whole number and what it counts: 1 move, 2 moves. #}
{% macro counted_text(number, one, many) -%}
    {{ whole_text(number) }} || case when {{ number }} = 1 then ' {{ one }}' else ' {{ many }}' end
{%- endmacro %}

{# A figure to six places. The last bits of a double differ between engines, and so would halves: it is cut to
   nine places first, and then rounded as a decimal. #}
{% macro six_places(expression) -%}
    cast(cast(round({{ expression }}, 9) as decimal(18, 9)) as decimal(9, 6))
{%- endmacro %}
