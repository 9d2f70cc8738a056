{# A value of seed forecast_settings. #}
{% macro forecast_setting(name) -%}
    (select cast(max(value) as integer) from {{ ref('forecast_settings') }} where name = '{{ name }}')
{%- endmacro %}


{# Forecasts look back and ahead in whole periods, so that what was and what came are sums of periods. #}
{% macro forecast_period_days() -%} 30 {%- endmacro %}

{# Periods of the longest horizon (90 days). #}
{% macro forecast_horizon_periods() -%} 3 {%- endmacro %}

{# Days in a stage after which its chances may change; the last bucket has no end. Same as in
   orchestration/forecast/cells.py. #}
{% macro forecast_bucket_starts() -%}{{ return([0, 14, 30, 60, 90, 180]) }}{%- endmacro %}

{# Beyond this many days in a stage accounts are counted as one: they are all in the last bucket. #}
{% macro forecast_oldest_age() -%} 180 {%- endmacro %}


{# Bucket of whole days spent in the stage before a day. #}
{% macro forecast_bucket(days) -%}
    case
        {% for start in forecast_bucket_starts()[1:] -%}
        when {{ days }} < {{ start }} then {{ loop.index0 }}
        {% endfor -%}
        else {{ forecast_bucket_starts() | length - 1 }}
    end
{%- endmacro %}


{# Number of the period in which something happened on a day: 0 are the 30 days that end on as_of. #}
{% macro forecast_period_of(day) -%}
    cast({{ whole_quotient(as_of_day() ~ ' - ' ~ day, forecast_period_days()) }} as integer)
{%- endmacro %}


{# Stands for "had no history yet" where a move comes from. #}
{% macro forecast_arrival() -%} -1 {%- endmacro %}
