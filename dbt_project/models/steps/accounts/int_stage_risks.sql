{# How many spells of accounts were still there on each day of a stage. #}
{{ stage_risks(ref('int_stage_exits')) }}
