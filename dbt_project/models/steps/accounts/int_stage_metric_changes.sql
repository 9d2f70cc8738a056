{{ config(materialized='view') }}
{# The metrics that decide stages, the account score among them where a stage rule asks for it. #}
select replay_id, account_key, metric_no, day, change
from {{ ref('int_metric_changes') }}
where metric_no in (select metric_no from {{ ref('int_metric_windows') }})
union all
select replay_id, account_key, metric_no, day, change from {{ ref('int_account_score_changes') }}
where replay_id = 0
