select
    backtests.measure,
    backtests.stage,
    backtests.segment,
    backtests.horizon_days,
    coalesce(cast({{ day_date('backtests.origin_day') }} as string), 'all') as origin,
    {{ day_date('backtests.origin_day') }} as origin_on,
    backtests.forecasts,
    {{ forecast_figures('backtests', ['expected', 'low', 'high', 'low_95', 'high_95']) }},
    cast(backtests.interval_factor as decimal(9, 4)) as interval_factor,
    {{ forecast_figures('backtests', ['actual', 'error', 'absolute_error']) }},
    {{ forecast_share('backtests.covered', 'backtests.forecasts') }} as coverage,
    {{ forecast_share('backtests.covered_95', 'backtests.forecasts') }} as coverage_95,
    {{ forecast_share('backtests.absolute_error', 'backtests.actual') }} as wape,
    {{ forecast_share('backtests.error', 'backtests.actual') }} as bias,
    {{ forecast_figures('backtests', ['run_rate', 'run_rate_error', 'run_rate_absolute_error']) }},
    {{ forecast_share('backtests.run_rate_absolute_error', 'backtests.actual') }} as run_rate_wape,
    {{ forecast_share('backtests.run_rate_error', 'backtests.actual') }} as run_rate_bias,
    {{ forecast_currency('backtests') }} as currency,
    {{ run_columns() }}
from {{ ref('int_forecast_backtests') }} as backtests
{{ run_join() }}
