{# Points of each person by rule as of as_of, in hundredths: counted anew from the events, not read
   off the history, so that the two check each other. Repeats without end give a rule points without
   end: its row shows 10,000 at most, and `cap` takes the difference. #}
with

steps as (

    select
        rule_id, offset_days, points_cents,
        lead(offset_days) over (partition by rule_id order by offset_days) as next_offset_days
    from {{ ref('stg_reference__scoring_rule_steps') }}

),

touch_points as (

    select
        rule_days.person_key,
        rule_days.rule_no,
        sum(rule_days.events) as events,
        sum(rule_days.events * steps.points_cents) as points_cents,
        max(rule_days.day) as last_event_day,
        min(rule_days.day + steps.next_offset_days) as next_decay_day
    from {{ ref('int_touch_rule_days') }} as rule_days
    inner join {{ ref('int_scoring_rules') }} as rules on rule_days.rule_no = rules.rule_no
    inner join steps
        on rules.rule_id = steps.rule_id
        and {{ as_of_day() }} - rule_days.day >= steps.offset_days
        and ({{ as_of_day() }} - rule_days.day < steps.next_offset_days or steps.next_offset_days is null)
    where steps.points_cents <> 0
    group by rule_days.person_key, rule_days.rule_no

),

spell_points as (

    {% for spells, last_event in [('int_attribute_rule_spells', 'cast(null as integer)'),
                                  ('int_inactivity_spells', 'spells.last_engaged_day')] -%}
    select
        spells.person_key, spells.rule_no, cast(null as bigint) as events,
        rules.points_cents, {{ last_event }} as last_event_day, cast(null as integer) as next_decay_day
    from {{ ref(spells) }} as spells
    inner join {{ ref('int_scoring_rules') }} as rules on spells.rule_no = rules.rule_no
    where spells.from_day <= {{ as_of_day() }} and spells.to_day > {{ as_of_day() }}
        and rules.points_cents <> 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

rule_points as (

    select
        points.person_key, rules.score_no, rules.category_no, rules.category, rules.rule_id,
        cast(points.events as bigint) as events, cast(points.points_cents as bigint) as points_cents,
        least(greatest(cast(points.points_cents as bigint), -{{ most_rule_cents() }}), {{ most_rule_cents() }})
            as shown_cents,
        points.last_event_day, points.next_decay_day
    from (select * from touch_points union all select * from spell_points) as points
    inner join {{ ref('int_scoring_rules') }} as rules on points.rule_no = rules.rule_no

),

category_points as (

    select
        people.person_key, bounds.score_no, bounds.category,
        coalesce(sum(rule_points.points_cents), 0) as points_cents,
        coalesce(sum(rule_points.shown_cents), 0) as shown_cents,
        max(bounds.floor_cents) as floor_cents,
        max(bounds.cap_cents) as cap_cents
    from {{ ref('int_scored_people') }} as people
    cross join {{ ref('int_category_bounds') }} as bounds
    left join rule_points
        on people.person_key = rule_points.person_key and bounds.category_no = rule_points.category_no
    group by people.person_key, bounds.score_no, bounds.category

),

clipped as (

    select
        person_key, score_no, category, shown_cents,
        least(greatest(points_cents, floor_cents), cap_cents) as clipped_cents
    from category_points

),

totals as (

    select person_key, score_no, sum(clipped_cents) as total_cents from clipped group by person_key, score_no

)

select person_key, score_no, category, rule_id, events, shown_cents as points_cents, last_event_day, next_decay_day
from rule_points
union all
select person_key, score_no, category, 'cap', null, clipped_cents - shown_cents, null, null
from clipped
where clipped_cents <> shown_cents
union all
select person_key, score_no, 'score', 'clip', null, least(greatest(total_cents, 0), 10000) - total_cents, null, null
from totals
where total_cents < 0 or total_cents > 10000
