{# All days at risk and moves forward in comparable cells, by channel and days since its last touch (lag, see
   int_lag_changes; 1 to 3 is exposed), on four bases: `replayed` (stages without the channel's own
   touches; accounts that it never touched keep their operational stages), `full_engagement` (the same
   beside all engagement instead of the organic), `operational` and `campaign_free` (stages with all touches,
   and without all campaigns; exposed or not is all of the lag). Only the first is divided for the
   jackknife. Strata: segment, time in stage, part of engagement, and which other channels are active (how
   many, where there are over six); digits of one number (see stratum_columns). #}
with

channel_bits as (

    select *, {{ active_weight('channel_bits') }} as active_weight from {{ ref('int_channel_bits') }} as channel_bits

),

touched as (

    select replays.account_key, sum(channel_bits.channel_bit) as touched_mask
    from {{ ref('int_replays') }} as replays
    inner join channel_bits on replays.replay_id = channel_bits.replay_id
    group by replays.account_key

),

{# Who was not touched by a channel is never exposed to it: summed to what all channels share. #}
untouched as (

    select cast(coalesce(touched.touched_mask, 0) as bigint) as touched_mask, states.state,
        {{ integer_sum('states.to_day - states.from_day', type='integer') }} as days
    from {{ ref('int_operational_states') }} as states
    left join touched on states.account_key = touched.account_key
    group by coalesce(touched.touched_mask, 0), states.state

),

replayed as (

    select replay_id, state, to_day - from_day as days
    from {{ ref('int_replayed_states') }}
    union all
    select channel_bits.replay_id, cells.state, cells.days
    from untouched as cells
    inner join channel_bits on (cells.touched_mask & channel_bits.channel_bit) = 0

),

{# All channels have these in common: counted once, before they are told apart. #}
{% for basis in ['operational', 'campaign_free'] -%}
{{ basis }} as (

    select channel_bits.replay_id, shared.days,
        shared.state + case when (shared.mask & channel_bits.channel_bit) <> 0 then {{ in_state('lag') }} else 0 end as state
    from (
        select mask, {{ state_without(['jackknife_group', 'full_bin'], 'state') }} as state,
            {{ integer_sum('to_day - from_day', type='integer') }} as days
        from {{ ref('int_' ~ basis ~ '_states') }}
        group by mask, {{ state_without(['jackknife_group', 'full_bin'], 'state') }}
    ) as shared
    cross join channel_bits

),

{% endfor -%}

cells as (

    {% for basis, stretches, state in [
        ('replayed', 'replayed', comparable_state('state')),
        ('full_engagement', 'replayed', fully_engaged_state('state')),
        ('operational', 'operational', comparable_state('state')),
        ('campaign_free', 'campaign_free', comparable_state('state')),
    ] -%}
    select '{{ basis }}' as basis, cells.*
    from ({{ cells_of_states(stretches, ['replay_id'], state) }}) as cells
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

{# The channel itself is none of the others. #}
select
    channel_bits.channel,
    cells.basis,
    {{ state_digit('lag', 'cells.state') }} as lag,
    {{ state_digit('jackknife_group', 'cells.state') }} as jackknife_group,
    {{ state_without(['lag', 'jackknife_group'], 'cells.state') }}
        - case when {{ state_digit('lag', 'cells.state') }} between 1 and 3 then {{ in_state('active', 'channel_bits.active_weight') }} else 0 end as stratum,
    {{ counts_of('cells') }}
from cells
inner join channel_bits on cells.replay_id = channel_bits.replay_id
