{# What a unit of influence cost by as_of; null where a month of it is not known. #}
with

campaigns as (

    select
        spend.campaign_id, booked.channel,
        case when count(spend.spend) = count(*) then sum(spend.spend) end as spend
    from {{ ref('int_campaign_spend') }} as spend
    inner join {{ ref('int_booked_channels') }} as booked on spend.campaign_id = booked.campaign_id
    group by spend.campaign_id, booked.channel

)

select 'campaign' as level, campaign_id as name, spend from campaigns
union all
select 'channel', channel, case when count(spend) = count(*) then sum(spend) end
from campaigns
group by channel
