{# Decisions of sales on people up to as_of: accepted, rejected, recycled, with the reason in force on the
   day of the decision. #}
select
    spells.person_key,
    spells.status as decision,
    spells.decided_day,
    {{ stated('versions.rejected_reason', 'none') }} as reason
from {{ ref('int_lead_status_spells') }} as spells
inner join {{ ref('int_person_versions') }} as versions
    on spells.person_key = versions.person_key
    and spells.decided_day >= versions.valid_from_day
    and spells.decided_day < versions.valid_to_day
where spells.status in ('accepted', 'rejected', 'recycled')
    and spells.from_day <= {{ as_of_day() }}
