select
    campaigns.campaign_id,
    campaigns.name,
    coalesce(channels.channel, lower(trim(campaigns.channel))) as channel,
    coalesce({{ one_of('campaigns.direction', ['inbound', 'outbound']) }}, channels.direction) as direction,
    coalesce({{ one_of('campaigns.setting', ['online', 'offline']) }}, channels.setting) as setting,
    campaigns.started_on,
    campaigns.ended_on,
    campaigns.cost,
    campaigns.currency
from {{ ref('stg_automation__campaigns') }} as campaigns
left join {{ ref('channels') }} as channels
    on lower(trim(campaigns.channel)) = lower(trim(channels.source_value))
