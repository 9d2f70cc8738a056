{# What stands around a day at risk, as changes by day: which channels touched the account in the 30
   days before (a mask), its tenth of organic engagement, its segment. #}
with

segment_numbers as (

    select segment, cast(row_number() over (order by segment) as integer) as segment_no
    from (select distinct segment from {{ ref('int_account_segments') }}) as used_segments

),

changes as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select exposures.account_key, exposures.{{ edge }} as day,
        {{ sign }}channel_bits.channel_bit as mask_change, 0 as bin_change, 0 as segment_change
    from {{ ref('int_exposure_spells') }} as exposures
    inner join {{ ref('int_channel_bits') }} as channel_bits on exposures.channel = channel_bits.channel
    where exposures.level = 'channel'
    union all
    select account_key, {{ edge }}, 0, {{ sign }}bin, 0
    from {{ ref('int_organic_bins') }}
    union all
    select segments.account_key, segments.valid_{{ edge }}, 0, 0, {{ sign }}segment_numbers.segment_no
    from {{ ref('int_account_segments') }} as segments
    inner join segment_numbers on segments.segment = segment_numbers.segment
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    changes.account_key,
    greatest(changes.day, starts.start_day) as day,
    cast(sum(changes.mask_change) as bigint) as mask_change,
    cast(sum(changes.bin_change) as integer) as bin_change,
    cast(sum(changes.segment_change) as integer) as segment_change
from changes
inner join {{ ref('int_account_starts') }} as starts on changes.account_key = starts.account_key
where changes.day <= {{ as_of_day() }}
group by changes.account_key, greatest(changes.day, starts.start_day)
