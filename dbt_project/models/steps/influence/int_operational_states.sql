{# Days at risk of the operational history, and which channels were active (a mask). #}
{{ risk_states(
    '(select replay_id, account_key, false as has_own_bins from ' ~ ref('int_replays') ~ ' where replay_id = 0)', mask=true
) }}
