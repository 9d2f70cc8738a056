{# Days at risk of histories without one channel. One has engagement of its own only where its channel engaged
   anybody; else the operational parts of engagement hold. #}
{{ risk_states('replay_id > 0 and replay_id < ' ~ campaign_free()) }}
