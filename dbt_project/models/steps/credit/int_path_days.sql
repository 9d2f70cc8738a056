{# Steps that paths are made of: a day on which one campaign, or a channel without one, reached an
   account. Ten impressions of one day are one step, so that frequency does not buy credit; `place`
   counts an account's steps in the order in which they happened. #}
with

daily as (

    select account_key, touch_day as day, channel, campaign_id, min(occurred_at) as first_at
    from {{ ref('int_touches') }}
    where is_counted and is_exposure and quantity > 0 and account_key is not null
    group by account_key, touch_day, channel, campaign_id

)

select
    account_key,
    day,
    channel,
    campaign_id,
    cast(row_number() over (
        partition by account_key order by day, first_at, channel, coalesce(campaign_id, '')
    ) as integer) as place
from daily
