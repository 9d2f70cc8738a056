{# Days on which one row of a stage rule (metric >= minimum) begins or ceases to hold. #}
with

metric_values as (

    select
        replay_id, account_key, metric_no, day,
        sum(change) over (
            partition by replay_id, account_key, metric_no order by day
            rows between unbounded preceding and current row
        ) as value
    from {{ ref('int_metric_changes') }}

),

judged as (

    select
        metric_values.replay_id,
        metric_values.account_key,
        windows.predicate_no,
        metric_values.day,
        metric_values.value >= windows.least_value as holds,
        coalesce(
            lag(metric_values.value >= windows.least_value) over (
                partition by metric_values.replay_id, metric_values.account_key, windows.predicate_no
                order by metric_values.day
            ),
            false
        ) as held_before
    from metric_values
    inner join {{ ref('int_metric_windows') }} as windows on metric_values.metric_no = windows.metric_no

)

select replay_id, account_key, predicate_no, day, case when holds then 1 else -1 end as change
from judged
where holds <> held_before
