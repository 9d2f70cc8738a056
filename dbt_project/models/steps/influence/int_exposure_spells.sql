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

{# What exposes, numbered: to sort numbers is much cheaper than to sort names. #}
series as (

    select cast(row_number() over (order by level, name, channel) as integer) as series_no, level, name, channel
    from (
        select 'channel' as level, channel as name, channel from {{ ref('int_influence_days') }}
        union
        select 'rest', '', channel from {{ ref('int_influence_days') }}
        union
        select 'campaign', campaign_id, channel from campaign_channels
    ) as names

),

exposures as (

    select * from {{ ref('int_influence_days') }} where exposures > 0

),

touch_days as (

    select distinct series_no, account_key, day
    from (
        select series.series_no, exposures.account_key, exposures.day
        from exposures
        inner join series on exposures.channel = series.channel and series.level = 'channel'
        union all
        select coalesce(campaigns.series_no, rest.series_no), exposures.account_key, exposures.day
        from exposures
        inner join series as rest on exposures.channel = rest.channel and rest.level = 'rest'
        left join series as campaigns
            on exposures.channel = campaigns.channel
            and exposures.campaign_id = campaigns.name
            and campaigns.level = 'campaign'
    ) as exposing_days

),

gaps as (

    select
        series_no, account_key, day,
        day - lag(day) over (partition by series_no, account_key order by day) as days_before,
        lead(day) over (partition by series_no, account_key order by day) - day as days_after
    from touch_days

),

{# Touches that begin or end a spell; one alone does both. #}
edges as (

    select
        *,
        lead(day) over (partition by series_no, account_key order by day) as next_day
    from gaps
    where coalesce(days_before > {{ window }}, true) or coalesce(days_after > {{ window }}, true)

)

select
    series.level,
    series.name,
    series.channel,
    edges.account_key,
    cast(edges.day + 1 as integer) as from_day,
    cast(case when coalesce(edges.days_after > {{ window }}, true) then edges.day else edges.next_day end + {{ window }} + 1 as integer) as to_day
from edges
inner join series on edges.series_no = series.series_no
where coalesce(edges.days_before > {{ window }}, true)
