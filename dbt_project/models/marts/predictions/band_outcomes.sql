select
    {{ day_date('outcomes.day') }} as quarter_on,
    outcomes.band,
    outcomes.segment,
    outcomes.people,
    outcomes.converted,
    {{ model_setting('horizon_days') }} as horizon_days,
    cast(round(outcomes.converted / cast(outcomes.people as double), 9) as decimal(9, 6)) as rate,
    {{ wilson_bound('outcomes.converted', 'outcomes.people', '-') }} as rate_low,
    {{ wilson_bound('outcomes.converted', 'outcomes.people', '+') }} as rate_high,
    {{ run_columns() }}
from {{ ref('int_band_outcomes') }} as outcomes
{{ run_join() }}
