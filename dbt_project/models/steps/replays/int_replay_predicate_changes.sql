{# The same in histories without one channel. One in which the metric is as ever takes over the
   operational days. #}
select
    series.replay_id, series.account_key, windows.predicate_no, metric_values.day,
    case when metric_values.value >= windows.least_value then 1 else -1 end as change
from {{ ref('int_replay_metric_values') }} as metric_values
inner join {{ ref('int_replay_series') }} as series on metric_values.series_no = series.series_no
inner join {{ ref('int_metric_windows') }} as windows on series.metric_no = windows.metric_no
where (metric_values.value >= windows.least_value)
    <> coalesce(metric_values.previous_value >= windows.least_value, false)
union all
select replays.replay_id, operational.account_key, operational.predicate_no, operational.day, operational.change
from {{ ref('int_predicate_changes') }} as operational
inner join {{ ref('int_metric_windows') }} as windows on operational.predicate_no = windows.predicate_no
inner join {{ ref('int_replays') }} as replays
    on operational.account_key = replays.account_key and replays.replay_id > 0
left join {{ ref('int_replay_series') }} as series
    on replays.replay_id = series.replay_id
    and operational.account_key = series.account_key
    and windows.metric_no = series.metric_no
where series.series_no is null
