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
    (select max({{ as_number('value') }}) from {{ ref('finance') }} where lower(trim(name)) = '{{ name }}')
{%- endmacro %}

{# A sum of which a part is unknown is unknown; a sum of nothing too. #}
{% macro whole_sum(amount, unknown) -%}
    case when coalesce(sum({{ unknown }}), 0) = 0 then sum({{ amount }}) end
{%- endmacro %}
