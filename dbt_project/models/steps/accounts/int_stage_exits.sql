{# Spells of accounts counted by how long they have lasted and how they ended. #}
{{ stage_exits(ref('int_grouped_spells')) }}
