{# Days at risk of the history without all campaign channels, and which channels were active; accounts that no
   such channel touched keep their operational ones. #}
select * from ({{ risk_states('replay_id = ' ~ campaign_free(), mask=true) }}) as replayed
union all
select operational.*
from {{ ref('int_operational_states') }} as operational
left join {{ ref('int_replays') }} as replays
    on operational.account_key = replays.account_key and replays.replay_id = {{ campaign_free() }}
where replays.account_key is null
