{# Account-days at risk of a move. A stay from day e on is at risk on days e + 1 up to its last; on day t it
   has lasted t - e - 1 whole days. #}
with

buckets as (

    {{ forecast_buckets() }}

),

windows as (

    select
        periods.period_no, buckets.bucket_no, stays.segment, stays.ordinal,
        greatest(stays.from_day, periods.after_day, stays.entered_day + buckets.from_age) as after_day,
        least(stays.to_day, periods.origin_day, stays.entered_day + buckets.to_age) as last_day
    from {{ ref('int_forecast_stays') }} as stays
    inner join {{ ref('int_forecast_periods') }} as periods
        on stays.from_day < periods.origin_day
        and stays.to_day > periods.after_day
    cross join buckets
    where periods.days > 0

)

select
    period_no, segment, ordinal, bucket_no,
    cast(sum(last_day - after_day) as bigint) as days
from windows
where last_day > after_day
group by period_no, segment, ordinal, bucket_no
