{# Days on which sales accepted a person, one row per acceptance up to as_of, and whether it stands: no
   rejection nor recycling came after it. #}
with

statuses as (

    select * from {{ ref('int_lead_status_spells') }} where from_day <= {{ as_of_day() }}

),

refusals as (

    select person_key, max(from_day) as refused_day
    from statuses
    where status in ('rejected', 'recycled')
    group by person_key

)

select
    statuses.person_key,
    statuses.decided_day as accepted_day,
    statuses.to_day > {{ as_of_day() }} as is_status,
    coalesce(refusals.refused_day < statuses.from_day, true) as stands,
    row_number() over (partition by statuses.person_key order by statuses.from_day desc) as recency
from statuses
left join refusals on statuses.person_key = refusals.person_key
where statuses.status = 'accepted'
