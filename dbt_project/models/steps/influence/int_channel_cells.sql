{# All days at risk and moves forward in comparable cells, by channel and days since its last touch (lag, see
   int_lag_changes; 1 to 3 is exposed), on three bases: `replayed` (stages without the channel's own
   touches; accounts that it never touched keep their operational stages), `full_engagement` (the same
   beside all engagement instead of the organic) and `operational` (exposed or not is all of the lag). Only
   the first is divided for the jackknife. Strata: segment, time in stage, part of engagement, and which
   other channels are active (how many, where there are over six). #}
{% set cell = ['segment_no', 'ordinal', 'time_bucket'] -%}
with

channel_bits as (

    select * from {{ ref('int_channel_bits') }}

),

episodes as (

    select episodes.*, accounts.jackknife_group, accounts.is_target
    from {{ ref('int_risk_episodes') }} as episodes
    inner join {{ ref('int_influence_accounts') }} as accounts on episodes.account_key = accounts.account_key

),

touched as (

    select replays.account_key, sum(channel_bits.channel_bit) as touched_mask
    from {{ ref('int_replays') }} as replays
    inner join channel_bits on replays.replay_id = channel_bits.replay_id
    group by replays.account_key

),

{# Who was not touched by a channel is never exposed to it: summed to what all channels share. #}
operational as (

    select
        cast(coalesce(touched.touched_mask, 0) as bigint) as touched_mask, episodes.mask,
        episodes.jackknife_group, episodes.is_target,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin,
        sum(episodes.to_day - episodes.from_day) as days,
        {{ count_moves('episodes.moved_to') }}
    from episodes
    left join touched on episodes.account_key = touched.account_key
    where episodes.replay_id = 0
    group by coalesce(touched.touched_mask, 0), episodes.mask, episodes.jackknife_group, episodes.is_target,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin

),

replayed as (

    select
        channel_bits.channel, {{ others_pattern('episodes.mask', 'channel_bits') }} as others, episodes.lag,
        episodes.jackknife_group, episodes.is_target,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin,
        sum(episodes.to_day - episodes.from_day) as days,
        {{ count_moves('episodes.moved_to') }}
    from episodes
    inner join channel_bits on episodes.replay_id = channel_bits.replay_id
    group by channel_bits.channel, {{ others_pattern('episodes.mask', 'channel_bits') }}, episodes.lag,
        episodes.jackknife_group, episodes.is_target,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin
    union all
    select
        channel_bits.channel, {{ others_pattern('cells.mask', 'channel_bits') }}, 0,
        cells.jackknife_group, cells.is_target,
        {% for column in cell %}cells.{{ column }}, {% endfor %}cells.bin, cells.full_bin,
        sum(cells.days), {{ sum_moves('cells.moves', 'moves') }}
    from operational as cells
    inner join channel_bits on (cells.touched_mask & channel_bits.channel_bit) = 0
    group by channel_bits.channel, {{ others_pattern('cells.mask', 'channel_bits') }},
        cells.jackknife_group, cells.is_target,
        {% for column in cell %}cells.{{ column }}, {% endfor %}cells.bin, cells.full_bin

),

shared as (

    select
        mask, is_target, {% for column in cell %}{{ column }}, {% endfor %}bin,
        sum(days) as days, {{ sum_moves('moves', 'moves') }}
    from operational
    group by mask, is_target, {% for column in cell %}{{ column }}, {% endfor %}bin

),

bases as (

    select
        channel, 'replayed' as basis, lag, jackknife_group, is_target, others,
        {% for column in cell %}{{ column }}, {% endfor %}bin, days,
        {{ moves_columns('') }}
    from replayed
    union all
    select
        channel, 'full_engagement', lag, 0, is_target, others,
        {% for column in cell %}{{ column }}, {% endfor %}full_bin, days,
        {{ moves_columns('') }}
    from replayed
    union all
    select
        channel_bits.channel, 'operational',
        case when (shared.mask & channel_bits.channel_bit) <> 0 then 1 else 0 end,
        0, shared.is_target, {{ others_pattern('shared.mask', 'channel_bits') }},
        {% for column in cell %}shared.{{ column }}, {% endfor %}shared.bin, shared.days,
        {{ moves_columns('shared.') }}
    from shared
    cross join channel_bits

)

select
    channel, basis, lag, jackknife_group, is_target, others,
    {% for column in cell %}{{ column }}, {% endfor %}bin,
    cast(sum(days) as bigint) as days,
    {{ sum_moves('moves', 'moves') }}
from bases
group by channel, basis, lag, jackknife_group, is_target, others,
    {% for column in cell %}{{ column }}, {% endfor %}bin
