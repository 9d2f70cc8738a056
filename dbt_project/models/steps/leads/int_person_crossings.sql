{# Days on which a person crosses the line to sales: the first of each unbroken stretch of being ready for
   them, and each day of an explicit request while a request makes them ready. Whom sales had in hand on the
   day before is told of only if the person asks. #}
with

spells as (

    select * from {{ ref('int_handoff_spells') }}

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

select ranked.person_key, ranked.day, ranked.crossing, ranked.target, ranked.rule_group, ranked.quiet_days, ranked.is_request
from ranked
left join requests on ranked.person_key = requests.person_key and ranked.day = requests.day
where ranked.place = 1
    and (
        (ranked.is_request and requests.day is not null)
        or not exists (
            select 1 from {{ ref('int_sales_in_hand') }} as in_hand
            where in_hand.person_key = ranked.person_key
                and in_hand.from_day < ranked.day
                and in_hand.to_day >= ranked.day
        )
    )
