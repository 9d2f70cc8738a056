{# As int_stage_standings, on the day of the last publication. #}
{{ stage_standings(ref('int_stage_differences'), ref('int_difference_readings')) }}
