{# Spells of people counted by how long they have lasted and how they ended. #}
{{ stage_exits(ref('int_lead_grouped_spells')) }}
