{# Days on which one row of a stage rule (metric >= minimum) begins or ceases to hold, in every
   history. A history in which the metric is as ever takes over the operational days. #}
with

crossings as (

    select
        metric_values.replay_id, metric_values.account_key, windows.metric_no, windows.predicate_no, metric_values.day,
        case when metric_values.value >= windows.least_value then 1 else -1 end as change
    from {{ ref('int_metric_values') }} as metric_values
    inner join {{ ref('int_metric_windows') }} as windows on metric_values.metric_no = windows.metric_no
    where (metric_values.value >= windows.least_value)
        <> coalesce(metric_values.previous_value >= windows.least_value, false)

)

select replay_id, account_key, predicate_no, day, change from crossings
union all
select replays.replay_id, crossings.account_key, crossings.predicate_no, crossings.day, crossings.change
from crossings
inner join {{ ref('int_replays') }} as replays
    on crossings.account_key = replays.account_key and replays.replay_id > 0
left join {{ ref('int_replay_series') }} as series
    on replays.replay_id = series.replay_id
    and crossings.account_key = series.account_key
    and crossings.metric_no = series.metric_no
where crossings.replay_id = 0 and series.series_no is null
