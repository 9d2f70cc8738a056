{{ config(materialized='view') }}
{# Stages of every account in all histories: the operational one is replay 0. #}
select * from {{ ref('int_stage_spells') }}
union all
select * from {{ ref('int_replay_stage_spells') }}
