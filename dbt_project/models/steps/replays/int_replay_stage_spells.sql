{# Stage of every account over time without the touches of one channel. #}
{{ stage_spells(ref('int_replay_group_spells'), replayed_histories()) }}
