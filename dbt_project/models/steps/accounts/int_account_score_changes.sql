{# The account score as a metric of stages, where a stage rule asks for it: changes by day as in
   int_metric_changes, so rows of another replay are only the difference from replay 0. #}
with

metrics as (

    select account_key, metric_no from {{ ref('int_account_metrics') }} where metric = 'account_score'

),

steps as (

    select metrics.metric_no, steps.*
    from {{ ref('int_account_score_steps') }} as steps
    inner join metrics on steps.account_key = metrics.account_key

),

replays as (

    select distinct replay_id, account_key from steps where replay_id > 0

),

changes as (

    select replay_id, account_key, metric_no, day, change_cents as change from steps
    union all
    select replays.replay_id, steps.account_key, steps.metric_no, steps.day, -steps.change_cents
    from steps
    inner join replays on steps.account_key = replays.account_key
    where steps.replay_id = 0

)

select replay_id, account_key, metric_no, day, cast(sum(change) as integer) as change
from changes
group by replay_id, account_key, metric_no, day
having replay_id = 0 or sum(change) <> 0
