{# Time to each move of people. #}
{{ stage_curves(ref('int_lead_targets'), ref('int_lead_exits'), ref('int_lead_risks')) }}
