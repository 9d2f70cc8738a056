{# What was done with each piece of content: by its id, else by its name. #}
select
    coalesce(content_id, content_name) as content_key,
    {{ day_number(month_of('touch_day')) }} as month_day,
    actor_key,
    account_key,
    min(touch_day) as first_day,
    min(content_id) as content_id,
    min(content_name) as content_name,
    sum(case when kind <> 'content_downloaded' then quantity else 0 end) as views,
    sum(case when kind = 'content_downloaded' then quantity else 0 end) as downloads,
    sum(cast(coalesce(seconds, 0) as decimal(18, 0)) * quantity) as seconds
from {{ ref('int_touches') }}
where is_counted and is_engagement and quantity > 0 and coalesce(content_id, content_name) is not null
group by coalesce(content_id, content_name), {{ day_number(month_of('touch_day')) }}, actor_key, account_key
