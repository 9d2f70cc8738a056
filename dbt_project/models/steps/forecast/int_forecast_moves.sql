{# Moves by period, and arrivals: accounts whose history begins (from_ordinal -1). #}
with

buckets as (

    {{ forecast_buckets() }}

),

events as (

    select
        segment,
        ordinal as from_ordinal,
        to_day - entered_day - 1 as age_days,
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
    placed.period_no, placed.segment, placed.from_ordinal, buckets.bucket_no, placed.to_ordinal,
    cast(count(*) as bigint) as moves
from placed
inner join {{ ref('int_forecast_periods') }} as periods
    on placed.period_no = periods.period_no
    and placed.day > periods.after_day
inner join buckets on placed.age_days >= buckets.from_age and placed.age_days < buckets.to_age
group by placed.period_no, placed.segment, placed.from_ordinal, buckets.bucket_no, placed.to_ordinal
