{# To which channel, direction and setting a campaign is booked: its own, also where it invites through others;
   but one whose touches another channel carries altogether to the channel that carries most of them, and one
   that names none, or that no list of campaigns has, too. #}
with

carried as (

    select
        campaign_id, channel, sum(touches) as touches,
        row_number() over (partition by campaign_id order by sum(touches) desc, channel) as place
    from {{ ref('int_campaign_days') }}
    where campaign_id is not null
    group by campaign_id, channel

),

{% for attribute in ['direction', 'setting'] -%}
{{ attribute }}s as (

    select campaign_id, {{ attribute }}
    from (
        select
            campaign_id, {{ attribute }},
            row_number() over (partition by campaign_id order by sum(touches) desc, {{ attribute }}) as place
        from {{ ref('int_campaign_days') }}
        where campaign_id is not null and {{ attribute }} is not null
        group by campaign_id, {{ attribute }}
    ) as ranked
    where place = 1

),

{% endfor -%}
campaigns as (

    select campaign_id from {{ ref('int_campaigns') }}
    union
    select campaign_id from {{ ref('int_campaign_spend') }}
    union
    select campaign_id from {{ ref('int_ad_months') }}
    union
    select campaign_id from carried

)

select
    campaigns.campaign_id,
    known.name as campaign_name,
    coalesce(
        case when own.campaign_id is not null or most.campaign_id is null then known.channel end,
        most.channel, 'unknown'
    ) as channel,
    coalesce(known.direction, directions.direction) as direction,
    coalesce(known.setting, settings.setting) as setting
from campaigns
left join {{ ref('int_campaigns') }} as known on campaigns.campaign_id = known.campaign_id
left join carried as own on campaigns.campaign_id = own.campaign_id and known.channel = own.channel
left join carried as most on campaigns.campaign_id = most.campaign_id and most.place = 1
left join directions on campaigns.campaign_id = directions.campaign_id
left join settings on campaigns.campaign_id = settings.campaign_id
