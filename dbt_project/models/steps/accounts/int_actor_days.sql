{# What each person or visitor did or saw on a day, by channel: all that stages know of touches. #}
select
    account_key,
    actor_key,
    channel,
    touch_day as day,
    sum(case when is_exposure then quantity else 0 end) as impressions,
    sum(case when is_engagement then quantity else 0 end) as engagements,
    sum(case when is_buying_signal then quantity else 0 end) as signals,
    sum(case when is_explicit_intent then quantity else 0 end) as explicit_intents,
    sum(case when is_sales_activity then quantity else 0 end) as sales_activities,
    sum(case when is_engagement and channel in ('event', 'webinar') then quantity else 0 end) as event_engagements
from {{ ref('int_touches') }}
where is_counted and account_key is not null and quantity > 0
group by account_key, actor_key, channel, touch_day
