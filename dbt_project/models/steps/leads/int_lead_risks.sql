{# How many spells of people were still there on each day of a stage. #}
{{ stage_risks(ref('int_lead_exits')) }}
