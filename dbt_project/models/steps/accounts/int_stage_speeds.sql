{# What is read off the curves of accounts. #}
{{ stage_speeds(ref('int_stage_targets'), ref('int_stage_risks'), ref('int_stage_curves')) }}
