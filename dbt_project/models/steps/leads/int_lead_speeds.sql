{# What is read off the curves of people. #}
{{ stage_speeds(ref('int_lead_targets'), ref('int_lead_risks'), ref('int_lead_curves')) }}
