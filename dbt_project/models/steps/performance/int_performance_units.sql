{# To whom touches, costs and successes are booked: each campaign; for touches without one each channel; and
   `untouched`. A campaign belongs to one channel, its own, also where it invites through others. #}
with

campaigns as (

    select campaign_id from {{ ref('int_campaigns') }}
    union
    select campaign_id from {{ ref('int_campaign_spend') }}
    union
    select campaign_id from {{ ref('int_ad_months') }}
    union
    select campaign_id from {{ ref('int_campaign_days') }} where campaign_id is not null

),

touched as (

    select
        campaign_id,
        case when campaign_id is null then channel end as channel_alone,
        min(channel) as channel, min(direction) as direction, min(setting) as setting
    from {{ ref('int_campaign_days') }}
    group by campaign_id, case when campaign_id is null then channel end

),

channel_kinds as (

    select channel, min(direction) as direction, min(setting) as setting
    from {{ ref('channels') }}
    group by channel

),

named as (

    select
        'campaign' as level, campaigns.campaign_id as name, known.name as campaign_name,
        coalesce(known.channel, touched.channel, 'unknown') as channel,
        coalesce(known.direction, touched.direction) as direction,
        coalesce(known.setting, touched.setting) as setting
    from campaigns
    left join {{ ref('int_campaigns') }} as known on campaigns.campaign_id = known.campaign_id
    left join touched on campaigns.campaign_id = touched.campaign_id
    union all
    select
        'no_campaign', touched.channel_alone, null, touched.channel_alone,
        coalesce(channel_kinds.direction, touched.direction), coalesce(channel_kinds.setting, touched.setting)
    from touched
    left join channel_kinds on touched.channel_alone = channel_kinds.channel
    where touched.campaign_id is null
    union all
    select 'untouched', 'untouched', null, null, null, null

)

select
    cast(row_number() over (order by level, name) as integer) as unit_key,
    level,
    name,
    case when level = 'campaign' then name end as campaign_id,
    campaign_name,
    channel,
    case when level <> 'untouched' then coalesce(direction, 'unknown') end as direction,
    case when level <> 'untouched' then coalesce(setting, 'unknown') end as setting
from named
