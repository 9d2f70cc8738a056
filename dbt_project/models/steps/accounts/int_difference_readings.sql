{# As int_group_readings, on the day of the last publication. #}
{{ group_readings(ref('int_stage_differences'), 'looks.compared_day') }}
