{# Points that people at risk together hold by each touch rule on the first of each month, decay included.
   As in int_rule_outcomes all people are counted in sums, and whom an open opportunity sets aside one by one. #}
with

steps as (

    select rules.rule_no, steps.offset_days, steps.change_cents
    from {{ ref('int_scoring_rules') }} as rules
    inner join {{ ref('stg_reference__scoring_rule_steps') }} as steps on rules.rule_id = steps.rule_id
    where steps.change_cents <> 0

),

changes as (

    select
        rule_days.rule_no,
        greatest(rule_days.day + steps.offset_days, people.created_day) as day,
        {{ integer_sum('rule_days.events * steps.change_cents') }} as change
    from {{ ref('int_touch_rule_days') }} as rule_days
    inner join steps on rule_days.rule_no = steps.rule_no
    inner join {{ ref('int_scored_people') }} as people on rule_days.person_key = people.person_key
    group by rule_days.rule_no, greatest(rule_days.day + steps.offset_days, people.created_day)

),

held as (

    select changes.rule_no, months.month_no, sum(changes.change) as held_cents
    from changes
    inner join {{ ref('int_outcome_months') }} as months on changes.day <= months.day
    group by changes.rule_no, months.month_no
    union all
    select rule_days.rule_no, outcomes.month_no, -sum(rule_days.events * steps.change_cents)
    from {{ ref('int_month_outcomes') }} as outcomes
    inner join {{ ref('int_outcome_months') }} as months on outcomes.month_no = months.month_no
    inner join {{ ref('int_touch_rule_days') }} as rule_days on outcomes.person_key = rule_days.person_key
    inner join steps
        on rule_days.rule_no = steps.rule_no and rule_days.day + steps.offset_days <= months.day
    where outcomes.is_open = 1
    group by rule_days.rule_no, outcomes.month_no

)

select rule_no, month_no, cast(sum(held_cents) as bigint) as held_cents
from held
group by rule_no, month_no
