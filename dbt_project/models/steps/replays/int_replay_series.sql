{# Metrics that are another in a replay, and the range in which the difference can decide:
   below `low` no row of a rule of the account holds whatever the difference, above `high` all of them hold. #}
with

differences as (

    select
        replay_id, account_key, metric_no,
        {{ integer_sum('change', 'history', 'integer') }} as difference
    from {{ ref('int_replay_differences') }}
    window history as (
        partition by replay_id, account_key, metric_no order by day rows between unbounded preceding and current row
    )

),

ranges as (

    select
        replay_id, account_key, metric_no,
        least(min(difference), 0) as least_difference,
        greatest(max(difference), 0) as greatest_difference
    from differences
    group by replay_id, account_key, metric_no

),

demands as (

    select account_key, metric_no, min(least_value) as lowest, max(least_value) as highest
    from {{ ref('int_replay_groups') }}
    group by account_key, metric_no

)

select
    cast(row_number() over (order by ranges.account_key, ranges.metric_no, ranges.replay_id) as integer) as series_no,
    ranges.replay_id,
    ranges.account_key,
    ranges.metric_no,
    demands.lowest - 1 - ranges.greatest_difference as low,
    demands.highest - ranges.least_difference as high
from ranges
inner join demands on ranges.account_key = demands.account_key and ranges.metric_no = demands.metric_no
