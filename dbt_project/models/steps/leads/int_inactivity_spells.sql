{# Spells without engagement: from day `value` after the last engagement (before any: after the
   created day) until the next one. #}
with

engaged_days as (

    select people.person_key, people.created_day, days.day
    from {{ ref('int_person_days') }} as days
    inner join {{ ref('int_scored_people') }} as people on days.person_key = people.person_key
    where days.engagements > 0

),

anchors as (

    select person_key, created_day, day from engaged_days
    union
    select person_key, created_day, created_day
    from {{ ref('int_scored_people') }} as people
    where not exists (
        select 1 from engaged_days
        where engaged_days.person_key = people.person_key and engaged_days.day <= people.created_day
    )

),

pauses as (

    select
        person_key, created_day, day,
        coalesce(lead(day) over (partition by person_key order by day), {{ last_day() }}) as next_day
    from anchors

)

select
    pauses.person_key,
    rules.rule_no,
    greatest(pauses.day + cast(rules.value as integer), pauses.created_day) as from_day,
    pauses.next_day as to_day,
    pauses.day as last_engaged_day
from pauses
inner join {{ ref('int_scoring_rules') }} as rules on rules.subject = 'inactivity'
where greatest(pauses.day + cast(rules.value as integer), pauses.created_day) < pauses.next_day
