{# Scoring rules in force, numbered: narrow keys for the steps, points in hundredths. A category's
   number is of one score alone. #}
with

rules as (

    select *, coalesce(score_name, 'default') as score_of_rule from {{ ref('scoring_rules') }}

),

categories as (

    select
        named_categories.category, scores.score_no, scores.score_name,
        cast(row_number() over (order by scores.score_no, named_categories.category) as integer) as category_no
    from (select distinct score_of_rule, category from rules) as named_categories
    inner join {{ ref('int_scores') }} as scores on named_categories.score_of_rule = scores.score_name

)

select
    cast(row_number() over (order by rules.rule_id) as integer) as rule_no,
    rules.rule_id,
    categories.score_no,
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
    rules.best_of,
    rules.description
from rules
inner join categories on rules.score_of_rule = categories.score_name and rules.category = categories.category
