{# Spells of days on which an account counts as exposed: the 30 days after a touch, the day of the
   touch left out. Overlapping spells of one channel, or one campaign, are merged. #}
{% set window = 30 -%}
with

{# A campaign whose touches carry several channels belongs to the one that most of them carry. #}
campaign_channels as (

    select campaign_id, channel
    from (
        select
            campaign_id, channel,
            row_number() over (partition by campaign_id order by count(*) desc, channel) as channel_rank
        from {{ ref('int_touches') }}
        where is_counted and is_exposure and campaign_id is not null
        group by campaign_id, channel
    ) as ranked_channels
    where channel_rank = 1

),

touch_days as (

    select distinct
        'channel' as level, channel as name, channel, account_key, touch_day as day
    from {{ ref('int_touches') }}
    where is_counted and is_exposure and account_key is not null and quantity > 0
    union all
    select distinct 'campaign', touches.campaign_id, campaign_channels.channel, touches.account_key, touches.touch_day
    from {{ ref('int_touches') }} as touches
    inner join campaign_channels on touches.campaign_id = campaign_channels.campaign_id
    where touches.is_counted and touches.is_exposure and touches.account_key is not null and touches.quantity > 0

),

neighbours as (

    select
        *,
        lag(day) over (partition by level, name, channel, account_key order by day) as previous_day
    from touch_days

),

islands as (

    select
        *,
        sum(case when previous_day is null or day - previous_day > {{ window }} then 1 else 0 end) over (
            partition by level, name, channel, account_key order by day
            rows between unbounded preceding and current row
        ) as island
    from neighbours

)

select
    level,
    name,
    channel,
    account_key,
    cast(min(day) + 1 as integer) as from_day,
    cast(max(day) + {{ window }} + 1 as integer) as to_day
from islands
group by level, name, channel, account_key, island
