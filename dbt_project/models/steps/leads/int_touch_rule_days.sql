{# How many touches of a person a rule counts on each day. Only touches that carry points pass. #}
{% set fields = {'kind': 'kind', 'channel': 'channel', 'content_name': 'content_name', 'format': 'content_format',
                 'topic': 'content_topic', 'seconds': 'seconds', 'page_type': 'page_type'} -%}
with

rules as (

    select * from {{ ref('int_scoring_rules') }} where subject = 'touch' and points_cents <> 0

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

matched as (

    {% for field, column in fields.items() -%}
    select touches.person_key, matches.rule_no, touches.touch_day, touches.quantity
    from touches
    inner join (
        select distinct distinct_values.value, rules.rule_no
        from (
            select distinct coalesce(cast({{ column }} as varchar), '') as value
            from touches
            where exists (select 1 from rules where rules.field = '{{ field }}')
        ) as distinct_values
        inner join {{ ref('int_rule_items') }} as items
            on items.rule_set = 'scoring' and items.subject = 'touch' and items.field = '{{ field }}'
            and {{ rule_item_matches('distinct_values.value', 'items') }}
        inner join rules on items.rule_id = rules.rule_id
    ) as matches on coalesce(cast(touches.{{ column }} as varchar), '') = matches.value
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    matched.person_key,
    matched.rule_no,
    matched.touch_day as day,
    cast(least(sum(matched.quantity), coalesce(max(rules.max_per_day), sum(matched.quantity))) as integer) as events
from matched
inner join rules on matched.rule_no = rules.rule_no
group by matched.person_key, matched.rule_no, matched.touch_day
