{# Moves of accounts that are told, with what became of the spells. #}
{{ stage_targets(ref('int_stage_exits'), ref('stages')) }}
