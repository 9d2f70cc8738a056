{# Who came by which words: those searched for, else those of the ad that was clicked. #}
with

touches as (

    select *, lower(trim(coalesce(nullif(trim(search_term), ''), utm_term))) as term
    from {{ ref('int_touches') }}
    where is_counted and quantity > 0 and (search_term is not null or utm_term is not null)

)

select
    term,
    {{ day_number(month_of('touch_day')) }} as month_day,
    actor_key,
    account_key,
    min(touch_day) as first_day,
    sum(quantity) as visits,
    sum(case when kind in ('search_ad_clicked', 'ad_click') then quantity else 0 end) as ad_clicks
from touches
where term <> ''
group by term, {{ day_number(month_of('touch_day')) }}, actor_key, account_key
