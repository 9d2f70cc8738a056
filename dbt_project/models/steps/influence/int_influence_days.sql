{# What each campaign, and each channel without one, did to an account by day: all that influence knows
   of touches, read once. #}
select
    account_key,
    channel,
    campaign_id,
    touch_day as day,
    count(case when is_exposure then 1 end) as exposures,
    sum(case when is_engagement then quantity else 0 end) as engagements
from {{ ref('int_touches') }}
where is_counted and (is_exposure or is_engagement) and account_key is not null and quantity > 0
group by account_key, channel, campaign_id, touch_day
