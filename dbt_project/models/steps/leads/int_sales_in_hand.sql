{# Spells in which sales have a person in hand: they said in the CRM that they work on the person or took them
   up, from the day on which they said so; they turned them down and the person asked for nothing since; or an
   opportunity of the person is open. #}
select person_key, decided_day as from_day, to_day
from {{ ref('int_lead_status_spells') }}
where status in ('working', 'accepted')
union all
select person_key, decided_day, to_day
from {{ ref('int_lead_aside_spells') }}
where status = 'rejected'
union all
select person_key, created_day, coalesce(closed_day, {{ last_day() }})
from {{ ref('int_person_opportunities') }}
