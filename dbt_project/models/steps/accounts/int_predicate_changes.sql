{# Days on which one row of a stage rule (metric >= minimum) begins or ceases to hold, in every
   history. A history in which the metric is as ever takes over the operational days. #}
with

changes as (

    select replay_id, account_key, metric_no, day, change
    from {{ ref('int_metric_changes') }}
    where metric_no in (select metric_no from {{ ref('int_metric_windows') }})
    union all
    select replay_id, account_key, metric_no, day, change from {{ ref('int_account_score_changes') }}

),

differing as (

    select distinct replay_id, account_key, metric_no from changes where replay_id > 0

),

complete as (

    select replay_id, account_key, metric_no, day, change from changes
    union all
    select differing.replay_id, changes.account_key, changes.metric_no, changes.day, changes.change
    from changes
    inner join differing
        on changes.account_key = differing.account_key and changes.metric_no = differing.metric_no
    where changes.replay_id = 0

),

summed as (

    select replay_id, account_key, metric_no, day, cast(sum(change) as integer) as change
    from complete
    group by replay_id, account_key, metric_no, day

),

metric_values as (

    select
        replay_id, account_key, metric_no, day,
        cast(sum(change) over (
            partition by replay_id, account_key, metric_no order by day
            rows between unbounded preceding and current row
        ) as integer) as value,
        cast(lag(change) over (
            partition by replay_id, account_key, metric_no order by day
        ) as integer) as previous_change,
        change
    from summed

),

crossings as (

    select
        metric_values.replay_id, metric_values.account_key, windows.metric_no, windows.predicate_no, metric_values.day,
        case when metric_values.value >= windows.least_value then 1 else -1 end as change
    from metric_values
    inner join {{ ref('int_metric_windows') }} as windows on metric_values.metric_no = windows.metric_no
    where (metric_values.value >= windows.least_value)
        <> (
            metric_values.previous_change is not null
            and metric_values.value - metric_values.change >= windows.least_value
        )

)

select replay_id, account_key, predicate_no, day, change from crossings
union all
select replays.replay_id, crossings.account_key, crossings.predicate_no, crossings.day, crossings.change
from crossings
inner join {{ ref('int_replays') }} as replays
    on crossings.account_key = replays.account_key and replays.replay_id > 0
left join differing
    on replays.replay_id = differing.replay_id
    and crossings.account_key = differing.account_key
    and crossings.metric_no = differing.metric_no
where crossings.replay_id = 0 and differing.replay_id is null
