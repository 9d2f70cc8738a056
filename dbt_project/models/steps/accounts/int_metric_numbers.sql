{# The metrics and windows that rules ask for, those of stages and those of the account score. #}
with

asked as (

    select metric, coalesce(window_days, 0) as window_days from {{ ref('stage_rules') }}
    union
    select metric, coalesce(window_days, 0) from {{ ref('account_score_rules') }}

)

select
    metric,
    window_days,
    cast(row_number() over (order by metric, window_days) as integer) as metric_no
from asked
