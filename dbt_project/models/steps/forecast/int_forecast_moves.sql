{# Moves by period, and arrivals: accounts whose history begins (from_ordinal -1). #}
with

events as (

    select
        segment,
        ordinal as from_ordinal,
        {{ forecast_bucket('to_day - entered_day - 1') }} as bucket_no,
        next_ordinal as to_ordinal,
        to_day as day
    from {{ ref('int_forecast_stays') }}
    where next_ordinal is not null
    union all
    select segment, {{ forecast_arrival() }}, 0, ordinal, from_day
    from {{ ref('int_forecast_stays') }}
    where is_arrival

),

placed as (

    select *, {{ forecast_period_of('day') }} as period_no from events

)

select
    placed.period_no, placed.segment, placed.from_ordinal, placed.bucket_no, placed.to_ordinal,
    cast(count(*) as bigint) as moves
from placed
inner join {{ ref('int_forecast_periods') }} as periods
    on placed.period_no = periods.period_no
    and placed.day > periods.after_day
group by placed.period_no, placed.segment, placed.from_ordinal, placed.bucket_no, placed.to_ordinal
