{# Value of every metric by day in histories in which it differs: the operational value plus the difference.
   Values are clamped to the range in which the difference can decide, so that most days fall away. #}
with

clamped as (

    select
        series.series_no,
        metric_values.day,
        metric_values.previous_value is null as is_first,
        least(greatest(metric_values.value, series.low), series.high) as value,
        least(greatest(coalesce(metric_values.previous_value, 0), series.low), series.high) as previous_value
    from {{ ref('int_metric_values') }} as metric_values
    inner join {{ ref('int_replay_series') }} as series
        on metric_values.account_key = series.account_key and metric_values.metric_no = series.metric_no

),

changes as (

    select series_no, day, value - case when is_first then 0 else previous_value end as change
    from clamped
    where is_first or value <> previous_value
    union all
    select series.series_no, differences.day, differences.change
    from {{ ref('int_replay_differences') }} as differences
    inner join {{ ref('int_replay_series') }} as series
        on differences.replay_id = series.replay_id
        and differences.account_key = series.account_key
        and differences.metric_no = series.metric_no

),

daily as (

    select series_no, day, {{ integer_sum('change', type='integer') }} as change
    from changes
    group by series_no, day

),

summed as (

    select
        series_no, day, change,
        {{ integer_sum('change', 'history', 'integer') }} as value,
        lag(day) over (partition by series_no order by day) is null as is_first
    from daily
    window history as (partition by series_no order by day rows between unbounded preceding and current row)

)

select
    series_no,
    day,
    value,
    case when not is_first then value - change end as previous_value
from summed
