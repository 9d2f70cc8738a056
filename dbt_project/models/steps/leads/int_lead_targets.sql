{# Moves of people that are told, with what became of the spells. #}
{{ stage_targets(ref('int_lead_exits'), ref('lead_stages')) }}
