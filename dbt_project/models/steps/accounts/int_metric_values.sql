{# Value of every metric by day of change, in the operational history and in each history in which it
   differs. A history without a channel is the operational one plus a difference; values are clamped
   to the range in which the difference can decide, so that most of its days fall away. #}
with

operational as (

    select
        account_key, metric_no, day,
        cast(change as integer) as change,
        cast(sum(change) over (
            partition by account_key, metric_no order by day rows between unbounded preceding and current row
        ) as integer) as value,
        lag(day) over (partition by account_key, metric_no order by day) is null as is_first
    from {{ ref('int_stage_metric_changes') }}
    where replay_id = 0

),

clamped as (

    select
        series.series_no,
        operational.day,
        operational.is_first,
        least(greatest(operational.value, series.low), series.high) as value,
        least(greatest(operational.value - operational.change, series.low), series.high) as previous_value
    from operational
    inner join {{ ref('int_replay_series') }} as series
        on operational.account_key = series.account_key and operational.metric_no = series.metric_no

),

replay_changes as (

    select series_no, day, value - case when is_first then 0 else previous_value end as change
    from clamped
    where is_first or value <> previous_value
    union all
    select series.series_no, changes.day, changes.change
    from {{ ref('int_stage_metric_changes') }} as changes
    inner join {{ ref('int_replay_series') }} as series
        on changes.replay_id = series.replay_id
        and changes.account_key = series.account_key
        and changes.metric_no = series.metric_no

),

replay_days as (

    select series_no, day, cast(sum(change) as integer) as change
    from replay_changes
    group by series_no, day

),

replay_values as (

    select
        series_no, day, change,
        cast(sum(change) over (
            partition by series_no order by day rows between unbounded preceding and current row
        ) as integer) as value,
        lag(day) over (partition by series_no order by day) is null as is_first
    from replay_days

)

select
    0 as replay_id,
    account_key,
    metric_no,
    day,
    value,
    case when not is_first then value - change end as previous_value
from operational
union all
select
    series.replay_id,
    series.account_key,
    series.metric_no,
    replay_values.day,
    replay_values.value,
    case when not replay_values.is_first then replay_values.value - replay_values.change end
from replay_values
inner join {{ ref('int_replay_series') }} as series on replay_values.series_no = series.series_no
