{# What influence is asked of: every channel, and every campaign with its channel's replay. #}
with

units as (

    select distinct exposures.level, exposures.name, exposures.channel
    from {{ ref('int_exposure_spells') }} as exposures

)

select
    cast(row_number() over (order by units.level, units.name, units.channel) as integer) as unit_no,
    units.level,
    units.name,
    units.channel,
    channel_bits.replay_id,
    channel_bits.channel_bit,
    channel_bits.channels
from units
inner join {{ ref('int_channel_bits') }} as channel_bits on units.channel = channel_bits.channel
