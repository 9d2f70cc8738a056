{# Forecasts as of past origins whose horizon is over, the newest ones of each horizon; and, as origin `all`,
   their sums of figures and of errors. Errors of several origins overlap where horizons do. #}
with

forecasts as (

    select forecasts.*, periods.origin_day, {{ whole_quotient('forecasts.horizon_days', forecast_period_days()) }} as periods_ahead
    from {{ ref('int_forecasts') }} as forecasts
    inner join {{ ref('int_forecast_periods') }} as periods on forecasts.period_no = periods.period_no

),

judged as (

    select
        measure, stage, segment, horizon_days, origin_day, interval_factor,
        {% for name in ['expected', 'low', 'high', 'low_95', 'high_95', 'actual', 'run_rate'] -%}
        cast({{ name }} as decimal(18, 2)) as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from forecasts
    where period_no >= periods_ahead
        and period_no < periods_ahead + {{ forecast_setting('origins') }}
        and expected is not null
        and actual is not null

),

compared as (

    select
        *,
        expected - actual as error,
        run_rate - actual as run_rate_error,
        case when actual between low and high then 1 else 0 end as covered,
        case when actual between low_95 and high_95 then 1 else 0 end as covered_95
    from judged

)

select
    measure, stage, segment, horizon_days, origin_day, 1 as forecasts, interval_factor,
    expected, low, high, low_95, high_95, actual, run_rate, error, run_rate_error,
    abs(error) as absolute_error, abs(run_rate_error) as run_rate_absolute_error,
    covered, covered_95
from compared
union all
select
    measure, stage, segment, horizon_days, null, cast(count(*) as integer), null,
    cast(sum(expected) as decimal(18, 2)), null, null, null, null,
    cast(sum(actual) as decimal(18, 2)), cast({{ sum_of_all('run_rate') }} as decimal(18, 2)),
    cast(sum(error) as decimal(18, 2)), cast({{ sum_of_all('run_rate_error') }} as decimal(18, 2)),
    cast(sum(abs(error)) as decimal(18, 2)), cast({{ sum_of_all('abs(run_rate_error)') }} as decimal(18, 2)),
    cast(sum(covered) as integer), cast(sum(covered_95) as integer)
from compared
group by measure, stage, segment, horizon_days
