{# Days on which one row of a stage rule (metric >= minimum) begins or ceases to hold. #}
select
    0 as replay_id, metric_values.account_key, windows.predicate_no, metric_values.day,
    case when metric_values.value >= windows.least_value then 1 else -1 end as change
from {{ ref('int_metric_values') }} as metric_values
inner join {{ ref('int_metric_windows') }} as windows on metric_values.metric_no = windows.metric_no
where (metric_values.value >= windows.least_value)
    <> coalesce(metric_values.previous_value >= windows.least_value, false)
