{# The three rules that gave a person most points on the day of a hand-off by score, of the score that
   reached the band, counted for that day from the events. #}
with

handoffs as (

    select handoff_id, person_key, created_day as day from {{ ref('int_handoffs') }} where crossing = 'score'

),

steps as (

    select
        rule_id, offset_days, points_cents,
        lead(offset_days) over (partition by rule_id order by offset_days) as next_offset_days
    from {{ ref('stg_reference__scoring_rule_steps') }}

),

points as (

    select handoffs.handoff_id, rule_days.rule_no, sum(rule_days.events * steps.points_cents) as points_cents
    from handoffs
    inner join {{ ref('int_touch_rule_days') }} as rule_days
        on handoffs.person_key = rule_days.person_key and rule_days.day <= handoffs.day
    inner join {{ ref('int_scoring_rules') }} as rules on rule_days.rule_no = rules.rule_no
    inner join steps
        on rules.rule_id = steps.rule_id
        and handoffs.day - rule_days.day >= steps.offset_days
        and (handoffs.day - rule_days.day < steps.next_offset_days or steps.next_offset_days is null)
    group by handoffs.handoff_id, rule_days.rule_no
    {% for spells in ['int_attribute_rule_spells', 'int_inactivity_spells'] -%}
    union all
    select handoffs.handoff_id, spells.rule_no, rules.points_cents
    from handoffs
    inner join {{ ref(spells) }} as spells
        on handoffs.person_key = spells.person_key
        and handoffs.day >= spells.from_day
        and handoffs.day < spells.to_day
    inner join {{ ref('int_scoring_rules') }} as rules on spells.rule_no = rules.rule_no
    {% endfor %}

),

ranked as (

    select
        points.handoff_id,
        coalesce(rules.description, rules.rule_id) as description,
        points.points_cents,
        row_number() over (
            partition by points.handoff_id order by points.points_cents desc, rules.rule_id
        ) as place
    from points
    inner join {{ ref('int_scoring_rules') }} as rules on points.rule_no = rules.rule_no
    inner join {{ ref('int_handoff_bands') }} as bands
        on points.handoff_id = bands.handoff_id and rules.score_no = bands.score_no
    where points.points_cents > 0

)

select
    handoff_id,
    {{ joined_text(
        "description || ' +' || " ~ points_in_short('points_cents'),
        ', ', 'place'
    ) }} as reasons
from ranked
where place <= 3
group by handoff_id
