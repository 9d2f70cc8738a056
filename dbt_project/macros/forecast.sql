{# A value of seed forecast_settings. #}
{% macro forecast_setting(name) -%}
    (select cast(max(value) as integer) from {{ ref('forecast_settings') }} where name = '{{ name }}')
{%- endmacro %}


{# Forecasts look back and ahead in whole periods, so that what was and what came are sums of periods. #}
{% macro forecast_period_days() -%} 30 {%- endmacro %}

{# Periods of the longest horizon (90 days). #}
{% macro forecast_horizon_periods() -%} 3 {%- endmacro %}

{# Stretches of days in a stage in which its chances are taken to be the same; the last has no end. Same as
   in orchestration/forecast/history.py. #}
{% macro forecast_buckets() -%}
    {% set starts = [0, 14, 30, 60, 90, 180] -%}
    {% for start in starts -%}
    select
        {{ loop.index0 }} as bucket_no, {{ start }} as from_age,
        {{ starts[loop.index0 + 1] if not loop.last else last_day() }} as to_age
    {{ 'union all' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{# Beyond this many days in a stage accounts are counted as one: they are all in the last bucket. #}
{% macro forecast_oldest_age() -%} 180 {%- endmacro %}


{# Number of the period in which something happened on a day: 0 are the 30 days that end on as_of. #}
{% macro forecast_period_of(day) -%}
    cast({{ whole_quotient(as_of_day() ~ ' - ' ~ day, forecast_period_days()) }} as integer)
{%- endmacro %}


{# Stands for "had no history yet" where a move comes from. #}
{% macro forecast_arrival() -%} -1 {%- endmacro %}


{# Figures of a forecast: counts and money alike to two places. #}
{% macro forecast_figures(relation, names) -%}
    {% for name in names -%}
    cast({{ relation }}.{{ name }} as decimal(18, 2)) as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{# Null where there is nothing to be a part of. #}
{% macro forecast_share(part, whole) -%}
    cast(case when {{ whole }} <> 0 then round(cast({{ part }} as double) / cast({{ whole }} as double), 9) end as decimal(18, 6))
{%- endmacro %}

{# The company's currency, where the figure is money. #}
{% macro forecast_currency(relation) -%}
    case
        when {{ relation }}.measure in ('amount', 'pipeline_amount')
            then {{ company_currency() }}
    end
{%- endmacro %}

{# A sum of which no part is unknown. #}
{% macro sum_of_all(expression) -%}
    case when count({{ expression }}) = count(*) then sum({{ expression }}) end
{%- endmacro %}
