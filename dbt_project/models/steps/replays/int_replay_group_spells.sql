{# Spells in which a rule group holds, in histories without one channel. #}
{{ group_spells(ref('int_replay_predicate_changes'), replayed_histories()) }}
