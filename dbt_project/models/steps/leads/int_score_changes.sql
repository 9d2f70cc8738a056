{# Changes of each person's points by series and day, in hundredths, decay and expiry included. History
   starts on the created day: what changed before it is part of its first value. #}
with

{# Few rows, so that events are joined once and narrow. #}
series_steps as (

    select rules.rule_no, series.series_no, steps.offset_days, steps.change_cents
    from {{ ref('int_scoring_rules') }} as rules
    inner join {{ ref('int_score_series') }} as series on rules.rule_no = series.rule_no
    inner join {{ ref('stg_reference__scoring_rule_steps') }} as steps on rules.rule_id = steps.rule_id
    where steps.change_cents <> 0

),

series_points as (

    select series.rule_no, series.series_no, rules.points_cents
    from {{ ref('int_scoring_rules') }} as rules
    inner join {{ ref('int_score_series') }} as series on rules.rule_no = series.rule_no

),

changes as (

    select
        rule_days.person_key, series_steps.series_no, rule_days.day + series_steps.offset_days as day,
        rule_days.events * series_steps.change_cents as change
    from {{ ref('int_touch_rule_days') }} as rule_days
    inner join series_steps on rule_days.rule_no = series_steps.rule_no
    {% for spells in ['int_attribute_rule_spells', 'int_inactivity_spells'] -%}
    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select spells.person_key, series_points.series_no, spells.{{ edge }}, {{ sign }}series_points.points_cents
    from {{ ref(spells) }} as spells
    inner join series_points on spells.rule_no = series_points.rule_no
    {% endfor -%}
    {% endfor %}

)

select
    changes.person_key,
    changes.series_no,
    greatest(changes.day, people.created_day) as day,
    {{ integer_sum('changes.change') }} as change
from changes
inner join {{ ref('int_scored_people') }} as people on changes.person_key = people.person_key
where changes.day < {{ last_day() }}
group by changes.person_key, changes.series_no, greatest(changes.day, people.created_day)
