{# People at risk on the first of each month, with a rule's points and without, and who of them got an
   opportunity. All people are counted by where their points begin and end; only those whom opportunities
   tell apart are looked at one by one. #}
with

edges as (

    select rule_no, from_month as month_no, 1 as change from {{ ref('int_rule_months') }}
    union all
    select rule_no, to_month, -1 from {{ ref('int_rule_months') }}

),

rule_days as (

    select rules.rule_no, rules.subject, rules.points_cents, months.month_no, months.day
    from {{ ref('int_scoring_rules') }} as rules
    cross join {{ ref('int_outcome_months') }} as months
    where rules.points_cents <> 0

),

changes as (

    select rule_no, month_no, sum(change) as change from edges group by rule_no, month_no

),

holders as (

    select rule_days.rule_no, rule_days.month_no, sum(changes.change) as people
    from rule_days
    inner join changes on rule_days.rule_no = changes.rule_no and changes.month_no <= rule_days.month_no
    group by rule_days.rule_no, rule_days.month_no

),

marked_holders as (

    select
        rule_months.rule_no, outcomes.month_no,
        sum(outcomes.is_open) as open_people,
        sum(case when outcomes.is_open = 0 then outcomes.is_outcome else 0 end) as converted
    from {{ ref('int_month_outcomes') }} as outcomes
    inner join {{ ref('int_rule_months') }} as rule_months
        on outcomes.person_key = rule_months.person_key
        and outcomes.month_no >= rule_months.from_month
        and outcomes.month_no < rule_months.to_month
    group by rule_months.rule_no, outcomes.month_no

),

created as (

    select months.month_no, count(*) as people
    from {{ ref('int_outcome_months') }} as months
    inner join {{ ref('int_scored_people') }} as people on people.created_day <= months.day
    group by months.month_no

),

marked as (

    select
        month_no,
        sum(is_open) as open_people,
        sum(case when is_open = 0 then is_outcome else 0 end) as converted
    from {{ ref('int_month_outcomes') }}
    group by month_no

)

select
    rule_days.rule_no,
    rule_days.month_no,
    rule_days.day,
    cast(coalesce(created.people, 0) - coalesce(marked.open_people, 0) as bigint) as people,
    cast(coalesce(marked.converted, 0) as bigint) as converted,
    cast(coalesce(holders.people, 0) - coalesce(marked_holders.open_people, 0) as bigint) as people_with,
    cast(coalesce(marked_holders.converted, 0) as bigint) as converted_with,
    {# An attribute or a pause gives its points whole; what touches give has decayed, or came often. #}
    cast(case
        when rule_days.subject = 'touch' then coalesce(rule_points.held_cents, 0)
        else rule_days.points_cents * (coalesce(holders.people, 0) - coalesce(marked_holders.open_people, 0))
    end as bigint) as held_cents
from rule_days
left join created on rule_days.month_no = created.month_no
left join marked on rule_days.month_no = marked.month_no
left join holders on rule_days.rule_no = holders.rule_no and rule_days.month_no = holders.month_no
left join marked_holders
    on rule_days.rule_no = marked_holders.rule_no and rule_days.month_no = marked_holders.month_no
left join {{ ref('int_rule_points') }} as rule_points
    on rule_days.rule_no = rule_points.rule_no and rule_days.month_no = rule_points.month_no
