{# Scoring rules in force, numbered: narrow keys for the steps, points in hundredths. #}
with

categories as (

    select category, cast(row_number() over (order by category) as integer) as category_no
    from (
        select distinct category from {{ ref('scoring_rules') }}
        where coalesce(score_name, 'default') = 'default'
    ) as named_categories

)

select
    cast(row_number() over (order by rules.rule_id) as integer) as rule_no,
    rules.rule_id,
    rules.dimension,
    rules.category,
    categories.category_no,
    rules.subject,
    rules.field,
    rules.value,
    {{ cents('rules.points') }} as points_cents,
    rules.decay_days,
    rules.max_per_day,
    rules.only_if_field is not null as has_condition,
    rules.description
from {{ ref('scoring_rules') }} as rules
inner join categories on rules.category = categories.category
where coalesce(rules.score_name, 'default') = 'default'
