{# Changes of each person's points by category and day, in hundredths, decay and expiry included.
   Intent is a part of engagement: a request for a quote is an act too. History starts on the created day: what changed before it is part of its first value. #}
with

changes as (

    select
        rule_days.person_key, rule_days.rule_no,
        rule_days.day + steps.offset_days as day,
        rule_days.events * steps.change_cents as change
    from {{ ref('int_touch_rule_days') }} as rule_days
    inner join {{ ref('int_scoring_rules') }} as rules on rule_days.rule_no = rules.rule_no
    inner join {{ ref('stg_reference__scoring_rule_steps') }} as steps on rules.rule_id = steps.rule_id
    where steps.change_cents <> 0
    {% for spells in ['int_attribute_rule_spells', 'int_inactivity_spells'] -%}
    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select spells.person_key, spells.rule_no, spells.{{ edge }}, {{ sign }}rules.points_cents
    from {{ ref(spells) }} as spells
    inner join {{ ref('int_scoring_rules') }} as rules on spells.rule_no = rules.rule_no
    {% endfor -%}
    {% endfor %}

)

select
    changes.person_key,
    rules.category_no,
    greatest(changes.day, people.created_day) as day,
    cast(sum(case when rules.dimension = 'fit' then changes.change else 0 end) as bigint) as fit_change,
    cast(sum(case when rules.dimension in ('engagement', 'intent') then changes.change else 0 end) as bigint) as engagement_change,
    cast(sum(case when rules.dimension = 'intent' then changes.change else 0 end) as bigint) as intent_change
from changes
inner join {{ ref('int_scoring_rules') }} as rules on changes.rule_no = rules.rule_no
inner join {{ ref('int_scored_people') }} as people on changes.person_key = people.person_key
where changes.day < {{ last_day() }}
group by changes.person_key, rules.category_no, greatest(changes.day, people.created_day)
