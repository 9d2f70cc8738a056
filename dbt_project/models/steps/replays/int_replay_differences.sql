{{ config(materialized='view') }}
{# Differences of the metrics that decide stages where they can decide one, the account score among them where
   a rule asks for it. #}
select changes.replay_id, changes.account_key, changes.metric_no, changes.day, changes.change
from (
    select replay_id, account_key, metric_no, day, change from {{ ref('int_replay_metric_changes') }}
    union all
    select replay_id, account_key, metric_no, day, change
    from {{ ref('int_account_score_changes') }}
    where replay_id > 0
) as changes
inner join (select distinct account_key, metric_no from {{ ref('int_replay_groups') }}) as asked
    on changes.account_key = asked.account_key and changes.metric_no = asked.metric_no
