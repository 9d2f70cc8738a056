{{ conversion_rows(
    ref('int_lead_targets'), ref('int_lead_speeds'), ref('lead_stages'), group_name='group_name', with_aside=true
) }}
