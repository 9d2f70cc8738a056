{# On the first of which months a rule gives somebody points: from_month up to, not including, to_month.
   What begins and ends between two such days is left out. #}
with

lifetimes as (

    select rule_id, min(case when points_cents = 0 then offset_days end) as days
    from {{ ref('stg_reference__scoring_rule_steps') }}
    group by rule_id

),

{# A touch carries points until the next of the same rule takes over, or it has decayed. #}
touch_spells as (

    select
        rule_days.person_key, rule_days.rule_no, rule_days.day as from_day,
        least(
            coalesce(rule_days.day + lifetimes.days, {{ last_day() }}),
            coalesce(
                lead(rule_days.day) over (partition by rule_days.person_key, rule_days.rule_no order by rule_days.day),
                {{ last_day() }}
            )
        ) as to_day
    from {{ ref('int_touch_rule_days') }} as rule_days
    inner join {{ ref('int_scoring_rules') }} as rules on rule_days.rule_no = rules.rule_no
    inner join lifetimes on rules.rule_id = lifetimes.rule_id

),

spells as (

    select person_key, rule_no, from_day, to_day from touch_spells
    union all
    select person_key, rule_no, from_day, to_day from {{ ref('int_attribute_rule_spells') }}
    union all
    select person_key, rule_no, from_day, to_day from {{ ref('int_inactivity_spells') }}

),

bounds as (

    select min(day) as first_day, max(day) as last_month_day
    from {{ ref('int_outcome_months') }}

),

clipped as (

    select
        spells.person_key, spells.rule_no,
        greatest(spells.from_day, people.created_day, bounds.first_day) as from_day,
        least(spells.to_day, bounds.last_month_day + 1) as to_day
    from spells
    inner join {{ ref('int_scored_people') }} as people on spells.person_key = people.person_key
    inner join {{ ref('int_scoring_rules') }} as rules on spells.rule_no = rules.rule_no and rules.points_cents <> 0
    cross join bounds

),

months as (

    select
        person_key, rule_no,
        {{ month_number('from_day - 1') }} + 1 as from_month,
        {{ month_number('to_day - 1') }} + 1 as to_month
    from clipped
    where from_day < to_day

)

select
    person_key,
    rule_no,
    cast(from_month as integer) as from_month,
    cast(to_month as integer) as to_month
from months
where from_month < to_month
