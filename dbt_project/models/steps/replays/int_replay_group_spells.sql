{# Spells in which a rule group holds without one channel, of the groups for which that makes a difference. #}
{{ group_spells(ref('int_replay_group_changes')) }}
