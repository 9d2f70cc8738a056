{# Time to each move of accounts. #}
{{ stage_curves(ref('int_stage_targets'), ref('int_stage_exits'), ref('int_stage_risks')) }}
