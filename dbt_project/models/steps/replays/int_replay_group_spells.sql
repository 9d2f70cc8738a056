{# Spells in which a rule group holds in a replay, of the groups for which that makes a difference. #}
{{ group_spells(ref('int_replay_group_changes')) }}
