{# Bounds of each category in hundredths; without a row in score_caps there are none. #}
select
    categories.category,
    categories.category_no,
    coalesce({{ cents('score_caps.floor') }}, -1000000000) as floor_cents,
    coalesce({{ cents('score_caps.cap') }}, 1000000000) as cap_cents
from (select distinct category, category_no from {{ ref('int_scoring_rules') }}) as categories
left join {{ ref('score_caps') }} as score_caps on categories.category = score_caps.category
