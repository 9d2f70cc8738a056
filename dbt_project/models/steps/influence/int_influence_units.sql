{# What influence is asked of: every channel, every campaign within its channel's replay, every step of days
   since a channel's last touch, against no touch in 90 days, and every holdout that has begun. #}
{% set lags = {1: '1-7', 2: '8-14', 3: '15-30', 4: '31-60', 5: '61-90'} -%}
with

units as (

    select distinct level, name, channel, 0 as lag
    from {{ ref('int_exposure_spells') }}
    where level in ('channel', 'campaign')
    {% for lag, days in lags.items() -%}
    union all
    select 'lag', channel || ' {{ days }}', channel, {{ lag }} from {{ ref('int_channel_bits') }}
    {% endfor -%}
    union all
    select 'holdout', holdout_id, channel, 0
    from {{ ref('int_holdouts') }}
    where starts_day <= {{ as_of_day() }}

)

select
    cast(row_number() over (order by units.level, units.name, units.channel) as integer) as unit_no,
    units.level,
    units.name,
    units.channel,
    units.lag,
    channel_bits.replay_id,
    channel_bits.channel_bit,
    channel_bits.channels
from units
inner join {{ ref('int_channel_bits') }} as channel_bits on units.channel = channel_bits.channel
