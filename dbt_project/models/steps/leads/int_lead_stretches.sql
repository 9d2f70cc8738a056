{# Unbroken stretches of days in which a person is ready for sales, qualified by the product or as a
   customer who asks for more, by whichever groups; what was cut by recycling is left out. #}
with

spells as (

    select person_key, 'sales_ready' as kind, from_day, to_day
    from {{ ref('int_lead_qualifying_spells') }}
    where stage = 'sql' and basis <> 'sales'
    union all
    select person_key, target, from_day, to_day
    from {{ ref('int_lead_qualifying_spells') }}
    where target in ('product_qualified', 'service_qualified')

),

edges as (

    select person_key, kind, from_day as day, 1 as change from spells
    union all
    select person_key, kind, to_day, -1 from spells

),

daily as (

    select person_key, kind, day, sum(change) as change
    from edges
    group by person_key, kind, day

),

counted as (

    select
        person_key, kind, day,
        (sum(change) over history) > 0 as holds,
        (sum(change) over history) - change > 0 as held_before
    from daily
    window history as (
        partition by person_key, kind order by day rows between unbounded preceding and current row
    )

),

stretches as (

    select
        person_key, kind, day as from_day, holds,
        coalesce(lead(day) over (partition by person_key, kind order by day), {{ last_day() }}) as to_day
    from counted
    where holds <> held_before

)

select person_key, kind, from_day, to_day from stretches where holds
