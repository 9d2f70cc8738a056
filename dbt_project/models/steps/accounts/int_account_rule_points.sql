{# Points of each rule of the account score over time, as changes by day. A history without one
   channel is listed where the rule's metric differs in it, and only if a stage asks for the score. #}
with

changes as (

    select replay_id, account_key, metric_no, day, change
    from {{ ref('int_history_changes') }}
    where metric_no in (select metric_no from {{ ref('int_account_score_rules') }})
        and (
            replay_id = 0
            or account_key in (
                select account_key from {{ ref('int_account_metrics') }} where metric = 'account_score'
            )
        )

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

    select replay_id, account_key, metric_no, day, cast(sum(change) as bigint) as change
    from complete
    group by replay_id, account_key, metric_no, day

),

metric_values as (

    select
        replay_id, account_key, metric_no, day,
        cast(sum(change) over (
            partition by replay_id, account_key, metric_no order by day
            rows between unbounded preceding and current row
        ) as bigint) as value
    from summed

),

rule_points as (

    select
        metric_values.replay_id, metric_values.account_key, rules.rule_no, metric_values.day,
        {{ account_rule_cents('metric_values.value', 'rules') }} as points_cents
    from metric_values
    inner join {{ ref('int_account_score_rules') }} as rules on metric_values.metric_no = rules.metric_no

),

differences as (

    select
        replay_id, account_key, rule_no, day,
        points_cents - coalesce(
            lag(points_cents) over (partition by replay_id, account_key, rule_no order by day), 0
        ) as change_cents
    from rule_points

)

select replay_id, account_key, rule_no, day, cast(change_cents as bigint) as change_cents
from differences
where change_cents <> 0
