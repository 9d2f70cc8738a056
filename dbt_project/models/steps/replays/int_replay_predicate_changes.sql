{# The difference that a replay makes to a row of a stage rule: -1 from the day on which it holds
   operationally and not in the replay, 1 where it is the other way round, 0 again where both
   are alike. Operational values are clamped to the range in which the difference can decide, so that most
   of their days fall away. A least value of zero or less is met in every history. #}
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

{# Several changes of a day are several steps; what they make of a rule's row is added up at the end. #}
summed as (

    select
        series_no, day, change,
        {{ integer_sum('change', 'history', 'integer') }} as value
    from changes
    window history as (partition by series_no order by day rows between unbounded preceding and current row)

),

predicates as (

    select series.series_no, series.replay_id, series.account_key, asked.predicate_no, asked.least_value
    from {{ ref('int_replay_series') }} as series
    inner join (
        select distinct account_key, metric_no, predicate_no, least_value from {{ ref('int_replay_groups') }}
    ) as asked
        on series.account_key = asked.account_key and series.metric_no = asked.metric_no
    where asked.least_value > 0

),

flips as (

    select predicates.replay_id, predicates.account_key, predicates.predicate_no, summed.day,
        case when summed.value >= predicates.least_value then 1 else -1 end as change
    from summed
    inner join predicates on summed.series_no = predicates.series_no
    where (summed.value >= predicates.least_value) <> (summed.value - summed.change >= predicates.least_value)
    union all
    select predicates.replay_id, operational.account_key, operational.predicate_no, operational.day, -operational.change
    from {{ ref('int_predicate_changes') }} as operational
    inner join predicates
        on operational.account_key = predicates.account_key and operational.predicate_no = predicates.predicate_no

)

select replay_id, account_key, predicate_no, day, {{ integer_sum('change', type='integer') }} as change
from flips
group by replay_id, account_key, predicate_no, day
having sum(change) <> 0
