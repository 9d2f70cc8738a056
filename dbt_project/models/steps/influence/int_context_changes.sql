{# What stands around a day at risk in every history, as changes by day of digits of its state: how many or
   which channels touched the account in the 30 days before, its segment, its tenth of all engagement, and
   for ever its group of the jackknife and whether it is a target. Apart from them its part of organic
   engagement, which a replay may have of its own, and the mask of the channels. #}
with

changes as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select exposures.account_key, exposures.{{ edge }} as day,
        {{ sign }}{{ in_state('active', active_weight('channel_bits')) }} as change,
        0 as bin_change,
        {{ sign }}channel_bits.channel_bit as mask_change
    from {{ ref('int_exposure_spells') }} as exposures
    inner join {{ ref('int_channel_bits') }} as channel_bits on exposures.channel = channel_bits.channel
    where exposures.level = 'channel'
    union all
    select account_segments.account_key, account_segments.valid_{{ edge }},
        {{ sign }}{{ in_state('segment', 'segments.segment_no') }}, 0, 0
    from {{ ref('int_account_segments') }} as account_segments
    inner join {{ ref('int_influence_segments') }} as segments on account_segments.segment = segments.segment
    union all
    {% endfor -%}
    select account_key, from_day, {{ in_state('full_bin', 'bin_change') }}, 0, 0
    from {{ ref('int_engagement_bins') }}
    where replay_id = -1
    union all
    select account_key, from_day, 0, {{ in_state('bin', 'bin_change') }}, 0
    from {{ ref('int_engagement_bins') }}
    where replay_id = 0
    union all
    select starts.account_key, starts.start_day,
        {{ in_state('jackknife_group', 'accounts.jackknife_group') }}
            + {{ in_state('target', 'case when accounts.is_target then 1 else 0 end') }}, 0, 0
    from {{ ref('int_account_starts') }} as starts
    inner join {{ ref('int_influence_accounts') }} as accounts on starts.account_key = accounts.account_key

)

select
    changes.account_key,
    greatest(changes.day, starts.start_day) as day,
    {{ integer_sum('changes.change') }} as change,
    {{ integer_sum('changes.bin_change') }} as bin_change,
    cast(sum(changes.mask_change) as bigint) as mask_change
from changes
inner join {{ ref('int_account_starts') }} as starts on changes.account_key = starts.account_key
where changes.day <= {{ as_of_day() }}
group by changes.account_key, greatest(changes.day, starts.start_day)
