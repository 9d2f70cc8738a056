{# Days at risk of the operational history, and which channels were active (a mask). #}
{{ risk_states('replay_id = 0', mask=true) }}
