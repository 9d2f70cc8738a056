{# Periods of 30 days back from as_of, the newest first. The last day of a period is an origin: a day as
   of which is forecast; number 0 is as_of. A period counts from the first move of any account on, and
   from the day on which touches are on record: before, a CRM tells of wins of years ago, but nobody could be
   seen to become aware or engaged, and chances would seem far smaller than they are. As many origins as are judged lie before those,
   to teach them how wide an interval has to be. #}
with

numbers as (

    {% for number in range(64) -%}
    select {{ number }} as period_no
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

days as (

    select
        cast(period_no as integer) as period_no,
        cast({{ as_of_day() }} - period_no * {{ forecast_period_days() }} as integer) as origin_day
    from numbers
    where period_no < 2 * {{ forecast_setting('origins') }} + {{ forecast_horizon_periods() }}
        + {{ whole_quotient(forecast_setting('look_back_days'), forecast_period_days()) }}

),

moves as (

    select
        greatest(
            coalesce(min(entered_day), {{ last_day() }}), (select recorded_day from {{ ref('int_recorded_since') }})
        ) as first_day
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and previous_ordinal is not null and entered_day <= {{ as_of_day() }}

)

select
    days.period_no,
    days.origin_day,
    greatest(days.origin_day - {{ forecast_period_days() }}, moves.first_day - 1) as after_day,
    greatest(days.origin_day - moves.first_day + 1, 0) as history_days,
    greatest(least({{ forecast_period_days() }}, days.origin_day - moves.first_day + 1), 0) as days,
    days.period_no < 2 * {{ forecast_setting('origins') }} + {{ forecast_horizon_periods() }} as is_origin
from days
cross join moves
