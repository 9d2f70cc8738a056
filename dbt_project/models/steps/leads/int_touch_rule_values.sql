{# Values of touches with which a rule matches, and of rules with a second field the value that it must
   have beside: each different value is compared with each rule once, not once per touch. A table of
   its own, so that the joins with all touches know how few they are. #}
{% set fields = {'channel': 'channel', 'content_name': 'content_name', 'seconds': 'seconds'} -%}
{# Counted touches have no other values of these than some short list has. #}
{% set listed_fields = [('kind', 'touch_kinds', 'kind'), ('page_type', 'page_rules', 'page_type'),
                        ('format', 'stg_web__content', 'format'), ('topic', 'stg_web__content', 'topic')] -%}
with

items as (

    select items.*, rules.rule_no, rules.has_condition
    from {{ ref('int_rule_items') }} as items
    inner join {{ ref('int_scoring_rules') }} as rules on items.rule_id = rules.rule_id
    where items.rule_set = 'scoring' and rules.subject = 'touch' and rules.points_cents <> 0

),

distinct_values as (

    {% for field, column in fields.items() -%}
    select distinct '{{ field }}' as field, coalesce(cast({{ column }} as string), '') as value
    from {{ ref('int_touches') }}
    where is_counted and quantity > 0 and exists (select 1 from items where items.field = '{{ field }}')
    union all
    {% endfor -%}
    {% for field, source, column in listed_fields -%}
    select distinct '{{ field }}', coalesce({{ column }}, '') from {{ ref(source) }}
    union all
    select '{{ field }}', ''
    union all
    {% endfor -%}
    select distinct field, cast(value as string) from {{ ref('int_repeat_days') }}

),

matches as (

    select distinct distinct_values.field, distinct_values.value, items.rule_no, items.part, items.has_condition
    from distinct_values
    inner join items
        on distinct_values.field = items.field
        and {{ rule_item_matches('distinct_values.value', 'items') }}

)

select
    matches.rule_no, matches.field, matches.value,
    conditions.field as other_field, conditions.value as other_value
from matches
left join matches as conditions on matches.rule_no = conditions.rule_no and conditions.part = 'only_if'
where matches.part = 'main' and (conditions.rule_no is not null or not matches.has_condition)
