{# Spells of days on which an account counts as exposed: the 30 days after a touch, the day of the touch
   left out. Overlapping spells of one channel, or one campaign, are merged. A campaign whose touches
   carry several channels belongs to the one that most of them carry, and only those expose to it, as
   only those are left out of its replay; `rest` is what else the channel did. #}
{% set window = 30 -%}
with

campaign_channels as (

    select campaign_id, channel
    from (
        select
            campaign_id, channel,
            row_number() over (partition by campaign_id order by sum(exposures) desc, channel) as channel_rank
        from {{ ref('int_influence_days') }}
        where campaign_id is not null and exposures > 0
        group by campaign_id, channel
    ) as ranked_channels
    where channel_rank = 1

),

touch_days as (

    select distinct 'channel' as level, channel as name, channel, account_key, day
    from {{ ref('int_influence_days') }}
    where exposures > 0
    union all
    select distinct
        case when campaign_channels.campaign_id is not null then 'campaign' else 'rest' end,
        coalesce(campaign_channels.campaign_id, ''), days.channel, days.account_key, days.day
    from {{ ref('int_influence_days') }} as days
    left join campaign_channels
        on days.campaign_id = campaign_channels.campaign_id and days.channel = campaign_channels.channel
    where days.exposures > 0

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
        {{ integer_sum('case when previous_day is null or day - previous_day > ' ~ window ~ ' then 1 else 0 end', 'history') }}
            as island
    from neighbours
    window history as (
        partition by level, name, channel, account_key order by day rows between unbounded preceding and current row
    )

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
