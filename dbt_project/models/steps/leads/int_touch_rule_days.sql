{# How many touches of a person a rule counts on each day. Only touches that carry points pass. #}
{% set fields = {'kind': 'kind', 'channel': 'channel', 'content_name': 'content_name', 'format': 'content_format',
                 'topic': 'content_topic', 'seconds': 'seconds', 'page_type': 'page_type'} -%}
with

matched as (

    {# A scan for each field reads that column alone, and none where no rule asks for the field. #}
    {% for field, column in fields.items() -%}
    select touches.person_key, rule_values.rule_no, touches.touch_day, touches.quantity
    from {{ ref('int_touches') }} as touches
    inner join {{ ref('int_touch_rule_values') }} as rule_values
        on rule_values.field = '{{ field }}'
        and coalesce(cast(touches.{{ column }} as string), '') = rule_values.value
    where touches.is_counted and touches.quantity > 0 and (
        rule_values.other_field is null
        or rule_values.other_value = coalesce(case rule_values.other_field
            {% for other_field, other_column in fields.items() -%}
            when '{{ other_field }}' then cast(touches.{{ other_column }} as string)
            {% endfor -%}
            end, '')
    )
    union all
    {% endfor -%}
    select repeat_days.person_key, rule_values.rule_no, repeat_days.day, repeat_days.quantity
    from {{ ref('int_repeat_days') }} as repeat_days
    inner join {{ ref('int_touch_rule_values') }} as rule_values
        on repeat_days.field = rule_values.field
        and cast(repeat_days.value as string) = rule_values.value

)

select
    matched.person_key,
    matched.rule_no,
    matched.touch_day as day,
    least(
        {{ integer_sum('matched.quantity') }}, coalesce(max(rules.max_per_day), {{ integer_sum('matched.quantity') }})
    ) as events
from matched
inner join {{ ref('int_scored_people') }} as people on matched.person_key = people.person_key
inner join {{ ref('int_scoring_rules') }} as rules on matched.rule_no = rules.rule_no
group by matched.person_key, matched.rule_no, matched.touch_day
