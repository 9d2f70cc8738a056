{# Where accounts stood at the end of each origin, and for how many days. #}
select
    periods.period_no,
    stays.segment,
    stays.ordinal,
    cast(least(periods.origin_day - stays.entered_day, {{ forecast_oldest_age() }}) as integer) as age_days,
    cast(count(*) as bigint) as accounts
from {{ ref('int_forecast_stays') }} as stays
inner join {{ ref('int_forecast_periods') }} as periods
    on stays.from_day <= periods.origin_day
    and stays.to_day > periods.origin_day
where periods.is_origin
group by
    periods.period_no, stays.segment, stays.ordinal,
    least(periods.origin_day - stays.entered_day, {{ forecast_oldest_age() }})
