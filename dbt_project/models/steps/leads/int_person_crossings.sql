{# Days on which a person crosses the line to sales: the first of each unbroken stretch of being ready for
   them, and each day of an explicit request while a request makes them ready. Only people whom somebody
   may contact, and only reasons whose rule is active. #}
with

spells as (

    select
        ready.person_key, ready.rule_group, ready.target, ready.from_day, ready.to_day,
        rules.crossing, rules.quiet_days, rules.is_request, rules.reason_rank
    from {{ ref('int_sales_ready_spells') }} as ready
    inner join {{ ref('int_handoff_rules') }} as rules
        on rules.subject = 'person' and ready.basis = rules.crossing
    where ready.from_day <= {{ as_of_day() }}
        and exists (
            select 1 from {{ ref('int_contact_channels') }} as channels
            where channels.person_key = ready.person_key
        )

),

{# A stretch goes on where one spell ends on the day on which another begins. #}
reached as (

    select
        person_key, from_day,
        max(to_day) over (
            partition by person_key order by from_day, to_day, rule_group, target
            rows between unbounded preceding and 1 preceding
        ) as held_until
    from spells

),

starts as (

    select distinct person_key, from_day as day
    from reached
    where coalesce(held_until < from_day, true)

),

requests as (

    select distinct person_key, day from {{ ref('int_handoff_touches') }} where is_explicit_intent

),

holding as (

    select starts.day, spells.*
    from starts
    inner join spells on starts.person_key = spells.person_key and starts.day = spells.from_day
    union all
    select requests.day, spells.*
    from requests
    inner join spells
        on requests.person_key = spells.person_key
        and requests.day >= spells.from_day
        and requests.day < spells.to_day
    where spells.is_request

),

ranked as (

    select
        *,
        row_number() over (
            partition by person_key, day
            order by case when from_day = day then 0 else 1 end, reason_rank, rule_group, target
        ) as place
    from holding

)

select person_key, day, crossing, target, rule_group, quiet_days, is_request
from ranked
where place = 1
