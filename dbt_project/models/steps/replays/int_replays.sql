{# Histories to compute for each account: 0 is the operational one, each other leaves out the touches of one
   channel, the last (see campaign_free) those of all by which the company reaches out; only for accounts that
   such a channel touched. Influence is measured on those, since a stage that is made of a campaign's own
   touches would seem to follow from it. #}
with

touched as (

    select distinct account_key, channel from {{ ref('int_actor_days') }}

),

replays as (

    select channel_bits.replay_id, touched.account_key
    from touched
    inner join {{ ref('int_channel_bits') }} as channel_bits on touched.channel = channel_bits.channel
    union all
    select distinct {{ campaign_free() }}, touched.account_key
    from touched
    inner join {{ ref('int_campaign_channels') }} as campaign_channels on touched.channel = campaign_channels.channel

)

select 0 as replay_id, account_key, start_day
from {{ ref('int_account_starts') }}
union all
select replays.replay_id, replays.account_key, starts.start_day
from replays
inner join {{ ref('int_account_starts') }} as starts on replays.account_key = starts.account_key
