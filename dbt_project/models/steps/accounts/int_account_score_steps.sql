{# The account score over time, the future included: the sum of the rules' points clipped to 0 to 100.
   Replay 0 starts on the history's first day; another replay is listed where a rule differs in it. #}
with

rule_points as (

    select * from {{ ref('int_account_rule_points') }}

),

{# A rule whose points vanish altogether in a replay differs too, so the metric decides. #}
differing as (

    select distinct changes.replay_id, changes.account_key, rules.rule_no
    from {{ ref('int_history_changes') }} as changes
    inner join {{ ref('int_account_score_rules') }} as rules on changes.metric_no = rules.metric_no
    inner join {{ ref('int_account_metrics') }} as metrics
        on changes.account_key = metrics.account_key and metrics.metric = 'account_score'
    where changes.replay_id > 0

),

replays as (

    select distinct replay_id, account_key from differing

),

complete as (

    select replay_id, account_key, day, change_cents from rule_points
    union all
    select replays.replay_id, rule_points.account_key, rule_points.day, rule_points.change_cents
    from rule_points
    inner join replays on rule_points.account_key = replays.account_key
    left join differing
        on replays.replay_id = differing.replay_id
        and rule_points.account_key = differing.account_key
        and rule_points.rule_no = differing.rule_no
    where rule_points.replay_id = 0 and differing.replay_id is null
    union all
    select 0, account_key, start_day, 0 from {{ ref('int_account_starts') }}
    union all
    select replays.replay_id, starts.account_key, starts.start_day, 0
    from replays
    inner join {{ ref('int_account_starts') }} as starts on replays.account_key = starts.account_key

),

summed as (

    select replay_id, account_key, day, sum(change_cents) as change_cents
    from complete
    group by replay_id, account_key, day

),

scores as (

    select
        replay_id, account_key, day,
        cast(least(greatest(sum(change_cents) over (
            partition by replay_id, account_key order by day
            rows between unbounded preceding and current row
        ), 0), 10000) as integer) as score_cents
    from summed

),

compared as (

    select
        *, lag(score_cents) over (partition by replay_id, account_key order by day) as previous_cents
    from scores

)

select
    replay_id, account_key, day, score_cents,
    score_cents - coalesce(previous_cents, 0) as change_cents
from compared
where previous_cents is null or score_cents <> previous_cents
