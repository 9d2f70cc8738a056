{# What people asked for on the day of their hand-off. #}
with

asked as (

    select distinct handoffs.handoff_id, kinds.label_en
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_handoff_touches') }} as touches
        on handoffs.person_key = touches.person_key
        and handoffs.created_day = touches.day
        and touches.is_explicit_intent
    inner join {{ ref('touch_kinds') }} as kinds on touches.kind = kinds.kind
    where handoffs.is_request

)

select
    handoff_id,
    {{ joined_text('label_en', ', ', 'label_en') }} as requests
from asked
group by handoff_id
