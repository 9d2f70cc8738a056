{# Channels most of whose touches are what accounts did of their own accord: inbound, and of no campaign. A
   visit is a sign of interest and does not make it, so nothing is due to such a channel. #}
select channel
from {{ ref('int_touches') }}
where is_counted and is_exposure and account_key is not null and quantity > 0
group by channel
having 2 * sum(case when campaign_id is null and lower(trim(direction)) = 'inbound' then 1 else 0 end) > count(*)
