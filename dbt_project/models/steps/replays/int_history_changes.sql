{{ config(materialized='view') }}
{# Changes of metrics in all histories: rows of replay 0 are the operational metric, rows of another only
   the difference that leaving out its channel makes. #}
select * from {{ ref('int_metric_changes') }}
union all
select * from {{ ref('int_replay_metric_changes') }}
