{{ config(materialized='view') }}
{# Stages of every account in all histories: the operational one is replay 0. Most accounts would be in the
   same stages without a channel. #}
select * from {{ ref('int_stage_spells') }}
union all
select * from {{ ref('int_replay_stage_spells') }}
union all
select replays.replay_id, spells.account_key, spells.ordinal, spells.previous_ordinal, spells.entered_day, spells.exited_day
from {{ ref('int_stage_spells') }} as spells
inner join {{ ref('int_replays') }} as replays on spells.account_key = replays.account_key and replays.replay_id > 0
left join (select distinct replay_id, account_key from {{ ref('int_replay_stage_spells') }}) as differing
    on replays.replay_id = differing.replay_id and replays.account_key = differing.account_key
where differing.replay_id is null
