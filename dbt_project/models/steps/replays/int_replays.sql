{# Histories to compute for each account: 0 is the operational one, each other leaves out the touches of one
   channel, the last (see campaign_free) those of all by which the company reaches out; only for accounts that
   such a channel touched. Influence is measured on those, since a stage that is made of a campaign's own
   touches would seem to follow from it. #}
with

{# Accounts that are left out of everything have no history. #}
touched as (

    select distinct actor_days.account_key, actor_days.channel
    from {{ ref('int_actor_days') }} as actor_days
    inner join {{ ref('int_account_starts') }} as starts on actor_days.account_key = starts.account_key

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

select 0 as replay_id, account_key from {{ ref('int_account_starts') }}
union all
select replay_id, account_key from replays
