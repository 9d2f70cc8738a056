{# What stands around a day at risk in every history, as changes by day: which channels touched the account
   in the 30 days before (a mask), its segment, and its tenth of all engagement. #}
with

changes as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select exposures.account_key, exposures.{{ edge }} as day,
        {{ sign }}channel_bits.channel_bit as mask_change, 0 as full_bin_change, 0 as segment_change
    from {{ ref('int_exposure_spells') }} as exposures
    inner join {{ ref('int_channel_bits') }} as channel_bits on exposures.channel = channel_bits.channel
    where exposures.level = 'channel'
    union all
    select account_key, {{ edge }}, 0, {{ sign }}bin, 0
    from {{ ref('int_engagement_bins') }}
    where replay_id = -1
    union all
    select account_segments.account_key, account_segments.valid_{{ edge }}, 0, 0, {{ sign }}segments.segment_no
    from {{ ref('int_account_segments') }} as account_segments
    inner join {{ ref('int_influence_segments') }} as segments on account_segments.segment = segments.segment
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    changes.account_key,
    greatest(changes.day, starts.start_day) as day,
    cast(sum(changes.mask_change) as bigint) as mask_change,
    cast(sum(changes.full_bin_change) as integer) as full_bin_change,
    cast(sum(changes.segment_change) as integer) as segment_change
from changes
inner join {{ ref('int_account_starts') }} as starts on changes.account_key = starts.account_key
where changes.day <= {{ as_of_day() }}
group by changes.account_key, greatest(changes.day, starts.start_day)
