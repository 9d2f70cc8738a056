{# Spells in which a person stands beside the funnel. Rejected: until the status changes, or an explicit
   request comes after the day of the rejection. Recycled: until the status changes, or the person
   becomes mql or sql anew after the day of recycling. #}
with

requests as (

    select distinct kind_days.person_key, kind_days.day
    from {{ ref('int_person_kind_days') }} as kind_days
    inner join {{ ref('touch_kinds') }} as kinds on kind_days.kind = kinds.kind and kinds.is_explicit_intent

),

returns as (

    select person_key, 'rejected' as status, day from requests
    union all
    select person_key, 'recycled', spell_day from {{ ref('int_lead_qualifying_spells') }}

)

select
    spells.person_key,
    spells.status,
    spells.decided_day,
    spells.from_day,
    coalesce(min(returns.day), spells.to_day) as to_day
from {{ ref('int_lead_status_spells') }} as spells
left join returns
    on spells.person_key = returns.person_key
    and spells.status = returns.status
    and returns.day > spells.decided_day
    and returns.day < spells.to_day
where spells.status in ('rejected', 'recycled')
group by spells.person_key, spells.status, spells.decided_day, spells.from_day, spells.to_day
