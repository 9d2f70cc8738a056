{# Histories to compute for each account: 0 is the operational one; the others leave the touches of
   one channel out, for accounts that the channel touched. Influence is measured on those, since a
   stage that is made of a campaign's own touches would seem to follow from it. #}
with

touched as (

    select distinct account_key, channel from {{ ref('int_actor_days') }}

)

select 0 as replay_id, account_key, start_day, cast(null as varchar) as left_out_channel
from {{ ref('int_account_starts') }}
union all
select channel_bits.replay_id, touched.account_key, starts.start_day, touched.channel
from touched
inner join {{ ref('int_channel_bits') }} as channel_bits on touched.channel = channel_bits.channel
inner join {{ ref('int_account_starts') }} as starts on touched.account_key = starts.account_key
