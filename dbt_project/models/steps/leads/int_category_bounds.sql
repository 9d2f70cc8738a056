{# Bounds of each category of a score in hundredths; without a row in score_caps it is bounded at
   10,000 points either way, so that no sum outgrows its column. #}
with

caps as (

    {{ rows_of_scores('score_caps', ['category'], ['floor', 'cap']) }}

)

select
    categories.score_no,
    categories.category,
    categories.category_no,
    coalesce({{ cents('caps.floor') }}, -{{ most_rule_cents() }}) as floor_cents,
    coalesce({{ cents('caps.cap') }}, {{ most_rule_cents() }}) as cap_cents
from (select distinct score_no, category, category_no from {{ ref('int_scoring_rules') }}) as categories
left join caps on categories.score_no = caps.score_no and categories.category = caps.category
