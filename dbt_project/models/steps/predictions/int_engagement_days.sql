{# Days on which people and visitors engaged: all that predictions know of touches. #}
select
    account_key,
    actor_key,
    touch_day as day,
    {{ integer_sum('quantity') }} as engagements,
    {{ integer_sum('case when is_buying_signal then quantity else 0 end') }} as signals,
    {{ integer_sum('case when is_explicit_intent then quantity else 0 end') }} as requests
from {{ ref('int_touches') }}
where is_counted and is_engagement and quantity > 0
group by account_key, actor_key, touch_day
