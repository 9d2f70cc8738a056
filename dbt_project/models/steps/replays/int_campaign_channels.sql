{# Channels by which a company reaches out. Left out all together, they leave the stages that accounts would
   have by facts of the CRM and by what they did of their own accord. #}
select channel_bits.channel, channel_bits.channel_bit
from {{ ref('int_channel_bits') }} as channel_bits
left join {{ ref('int_own_channels') }} as own_channels on channel_bits.channel = own_channels.channel
where own_channels.channel is null
