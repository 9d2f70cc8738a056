{# Randomised holdouts, with the channel whose touches are left out of their accounts' stages. #}
with

campaign_channels as (

    select distinct name as campaign_id, channel
    from {{ ref('int_exposure_spells') }}
    where level = 'campaign'

),

{# A channel may be told by a name that a source has for it, or by its own, in any case. #}
names as (

    select lower(trim(channel)) as name, min(channel) as channel from {{ ref('channels') }} group by lower(trim(channel))

),

told as (

    select holdouts.*, coalesce(channels.channel, names.channel, lower(trim(holdouts.channel))) as held_channel
    from {{ ref('holdouts') }} as holdouts
    left join {{ ref('channels') }} as channels
        on lower(trim(holdouts.channel)) = lower(trim(channels.source_value))
    left join names on lower(trim(holdouts.channel)) = names.name

)

select
    holdouts.holdout_id,
    holdouts.held_channel,
    holdouts.campaign_id,
    coalesce(holdouts.held_channel, campaign_channels.channel, campaigns.channel) as channel,
    cast(round(holdouts.share * 10000) as integer) as ten_thousandths,
    {{ day_number('holdouts.starts_on') }} as starts_day,
    coalesce({{ day_number('holdouts.ends_on') }} + 1, {{ last_day() }}) as ends_before
from told as holdouts
left join campaign_channels on holdouts.campaign_id = campaign_channels.campaign_id
left join {{ ref('int_campaigns') }} as campaigns on holdouts.campaign_id = campaigns.campaign_id
