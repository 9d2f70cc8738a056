{# Days at risk of histories without one channel. One has engagement of its own only where its channel engaged
   anybody; else the operational parts of engagement hold. #}
{{ risk_states(
    '(select replays.replay_id, replays.account_key, own_bins.replay_id is not null as has_own_bins from '
    ~ ref('int_replays') ~ ' as replays left join (select distinct replay_id, account_key from '
    ~ ref('int_engagement_bins') ~ ' where replay_id > 0) as own_bins on replays.replay_id = own_bins.replay_id '
    ~ 'and replays.account_key = own_bins.account_key where replays.replay_id > 0)'
) }}
