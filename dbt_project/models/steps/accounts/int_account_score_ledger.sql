{# Points of each account by rule as of as_of, in hundredths: from the metrics of that day, not read off
   the score's history, so that the two check each other. `clip` is what lies outside 0 to 100. #}
with

metric_values as (

    select account_key, metric_no, cast(sum(change) as bigint) as value
    from {{ ref('int_metric_changes') }}
    where replay_id = 0 and day <= {{ as_of_day() }}
    group by account_key, metric_no

),

rule_points as (

    select
        starts.account_key,
        rules.signal,
        rules.rule_id,
        rules.metric,
        rules.window_days,
        coalesce(metric_values.value, 0) as value,
        {{ account_rule_cents('coalesce(metric_values.value, 0)', 'rules') }} as points_cents
    from {{ ref('int_account_starts') }} as starts
    cross join {{ ref('int_account_score_rules') }} as rules
    left join metric_values
        on starts.account_key = metric_values.account_key and rules.metric_no = metric_values.metric_no

),

totals as (

    select account_key, sum(points_cents) as total_cents from rule_points group by account_key

)

select account_key, signal, rule_id, metric, window_days, value, cast(points_cents as bigint) as points_cents
from rule_points
union all
select
    account_key, 'score', 'clip', null, null, null,
    cast(least(greatest(total_cents, 0), 10000) - total_cents as bigint)
from totals
where total_cents < 0 or total_cents > 10000
