{# How many touches of a person a rule counts on each day. Only touches that carry points pass. #}
{% set fields = {'kind': 'kind', 'channel': 'channel', 'content_name': 'content_name', 'format': 'content_format',
                 'topic': 'content_topic', 'seconds': 'seconds', 'page_type': 'page_type'} -%}
with

rules as (

    select * from {{ ref('int_scoring_rules') }} where subject = 'touch' and points_cents <> 0

),

items as (

    select items.*, rules.rule_no, rules.has_condition
    from {{ ref('int_rule_items') }} as items
    inner join rules on items.rule_id = rules.rule_id
    where items.rule_set = 'scoring' and items.subject = 'touch'

),

touches as (

    select
        touches.person_key, touches.touch_day, touches.quantity,
        {% for column in fields.values() -%}
        touches.{{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_touches') }} as touches
    inner join {{ ref('int_scored_people') }} as people on touches.person_key = people.person_key
    where touches.is_counted and touches.quantity > 0

),

{# Each different value is compared with each rule once, not once per touch. #}
distinct_values as (

    {% for field, column in fields.items() -%}
    select distinct '{{ field }}' as field, coalesce(cast({{ column }} as varchar), '') as value
    from touches
    where exists (select 1 from items where items.field = '{{ field }}')
    union all
    {% endfor -%}
    select distinct field, cast(value as varchar) from {{ ref('int_repeat_days') }}

),

matches as (

    select distinct distinct_values.field, distinct_values.value, items.rule_no, items.part, items.has_condition
    from distinct_values
    inner join items
        on distinct_values.field = items.field
        and {{ rule_item_matches('distinct_values.value', 'items') }}

),

conditions as (

    select * from matches where part = 'only_if'

),

matched as (

    {% for field, column in fields.items() -%}
    select touches.person_key, matches.rule_no, touches.touch_day, touches.quantity
    from touches
    inner join matches
        on matches.field = '{{ field }}' and matches.part = 'main' and not matches.has_condition
        and coalesce(cast(touches.{{ column }} as varchar), '') = matches.value
    union all
    select touches.person_key, matches.rule_no, touches.touch_day, touches.quantity
    from touches
    inner join matches
        on matches.field = '{{ field }}' and matches.part = 'main' and matches.has_condition
        and coalesce(cast(touches.{{ column }} as varchar), '') = matches.value
    inner join conditions
        on matches.rule_no = conditions.rule_no
        and conditions.value = coalesce(case conditions.field
            {% for other_field, other_column in fields.items() -%}
            when '{{ other_field }}' then cast(touches.{{ other_column }} as varchar)
            {% endfor -%}
            end, '')
    union all
    {% endfor -%}
    select repeat_days.person_key, matches.rule_no, repeat_days.day, repeat_days.quantity
    from {{ ref('int_repeat_days') }} as repeat_days
    inner join matches
        on repeat_days.field = matches.field and matches.part = 'main'
        and cast(repeat_days.value as varchar) = matches.value

)

select
    matched.person_key,
    matched.rule_no,
    matched.touch_day as day,
    cast(least(sum(matched.quantity), coalesce(max(rules.max_per_day), sum(matched.quantity))) as bigint) as events
from matched
inner join rules on matched.rule_no = rules.rule_no
group by matched.person_key, matched.rule_no, matched.touch_day
