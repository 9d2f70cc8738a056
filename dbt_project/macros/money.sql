{# Money in the company's currency. Rates stand in int_currency_rates, by ranges of days. #}

{# The company's currency; null where finance does not name it. #}
{% macro company_currency() -%}
    (select max(nullif(upper(trim(value)), '')) from {{ ref('finance') }} where lower(trim(name)) = 'company_currency')
{%- endmacro %}

{# The currency of an amount; one without is in the company's. #}
{% macro stated_currency(expression) -%}
    coalesce(nullif(upper(trim({{ expression }})), ''), {{ company_currency() }})
{%- endmacro %}

{# Exact until the one rounding to cents. #}
{% macro money(expression) -%}
    cast(round({{ expression }}, 2) as decimal(18, 2))
{%- endmacro %}

{# A figure of the own company as a number; null where seed finance does not give it. #}
{% macro finance_figure(name) -%}
    (select cast(max({{ as_number('value') }}) as double) from {{ ref('finance') }} where lower(trim(name)) = '{{ name }}')
{%- endmacro %}

{# A sum of which a part is unknown is unknown; a sum of nothing too. #}
{% macro whole_sum(amount, unknown) -%}
    case when coalesce(sum({{ unknown }}), 0) = 0 then sum({{ amount }}) end
{%- endmacro %}

{# A part of a whole, from 0 to 1; null of nothing. #}
{% macro share_of(part, whole) -%}
    {{ six_places('cast(' ~ part ~ ' as double) / nullif(' ~ whole ~ ', 0)') }}
{%- endmacro %}

{# A quotient of money, or of money and a count, rounded exactly, halves away from 0: a double may make 2568.615
   a cent less. Null where either is missing or the divisor is nothing, which may not be below 0. #}
{% macro exact_quotient(dividend, divisor, places=2) -%}
    cast(cast({{ whole_quotient(
        large_integer('(' ~ dividend ~ ') * ' ~ 100) ~ ' * ' ~ 2 * 10 ** places
            ~ ' + case when ' ~ dividend ~ ' < 0 then -1 else 1 end * ' ~ large_integer('(' ~ divisor ~ ') * 100'),
        'nullif(2 * ' ~ large_integer('(' ~ divisor ~ ') * 100') ~ ', 0)'
    ) }} as decimal(38, 0)) * cast({{ '0.01' if places == 2 else '0.0001' }} as decimal({{ places + 1 }}, {{ places }})) as decimal(18, {{ places }}))
{%- endmacro %}

{# A quotient of estimates; null where either is missing or the divisor is nothing. #}
{% macro quotient(dividend, divisor, places=2) -%}
    cast(round(cast({{ dividend }} as double) / nullif({{ divisor }}, 0), {{ places }}) as decimal(18, {{ places }}))
{%- endmacro %}

{# A month as 2026-06, and all of them as all. #}
{% macro period_name(month_day) -%}
    coalesce(substr(cast({{ day_date(month_day) }} as string), 1, 7), 'all')
{%- endmacro %}
