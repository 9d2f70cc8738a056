select
    forecasts.measure,
    forecasts.stage,
    forecasts.segment,
    forecasts.horizon_days,
    {{ day_date("runs.as_of_day + forecasts.horizon_days") }} as horizon_on,
    {{ forecast_figures('forecasts', ['expected', 'low', 'high', 'low_95', 'high_95']) }},
    cast(forecasts.interval_factor as decimal(9, 4)) as interval_factor,
    {{ forecast_figures('forecasts', ['run_rate', 'weighted_pipeline']) }},
    {{ forecast_currency('forecasts') }} as currency,
    forecasts.reason,
    {{ run_columns() }}
from {{ ref('int_forecasts') }} as forecasts
{{ run_join() }}
where forecasts.period_no = 0
