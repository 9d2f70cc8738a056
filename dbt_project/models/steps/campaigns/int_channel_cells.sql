{# All days at risk and forward moves in comparable cells, by channel, exposed to it and not, on two
   bases: `replayed` (stages without the channel's own touches; accounts that the channel never touched
   keep their operational stages) and `operational`. Strata: segment, time in stage, tenth of organic
   engagement, and which other channels are active (how many, where there are over six). #}
{% set cell = ['segment_no', 'ordinal', 'time_bucket', 'bin', 'moved_to'] -%}
with

touched as (

    select distinct account_key, channel from {{ ref('int_actor_days') }}

),

{# Episodes summed to what channels share, account by account only for who was touched by what. #}
account_masks as (

    select touched.account_key, sum(channel_bits.channel_bit) as touched_mask
    from touched
    inner join {{ ref('int_channel_bits') }} as channel_bits on touched.channel = channel_bits.channel
    group by touched.account_key

),

episode_cells as (

    select
        episodes.replay_id, episodes.mask, cast(coalesce(account_masks.touched_mask, 0) as bigint) as touched_mask,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}
        sum(episodes.to_day - episodes.from_day) as days,
        count(episodes.moved_to) as moves
    from {{ ref('int_risk_episodes') }} as episodes
    left join account_masks on episodes.account_key = account_masks.account_key
    group by episodes.replay_id, episodes.mask, coalesce(account_masks.touched_mask, 0)
        {% for column in cell %}, episodes.{{ column }}{% endfor %}

)

{% for basis, is_own_history in [
    ('replayed', '(cells.replay_id = channel_bits.replay_id or (cells.replay_id = 0 and (cells.touched_mask & channel_bits.channel_bit) = 0))'),
    ('operational', 'cells.replay_id = 0')
] -%}
select
    channel_bits.channel, '{{ basis }}' as basis,
    {{ others_pattern('cells.mask', 'channel_bits') }} as others,
    (cells.mask & channel_bits.channel_bit) <> 0 as is_exposed,
    {% for column in cell %}cells.{{ column }}, {% endfor %}
    sum(cells.days) as days,
    sum(cells.moves) as moves
from episode_cells as cells
inner join {{ ref('int_channel_bits') }} as channel_bits on {{ is_own_history }}
group by channel_bits.channel, {{ others_pattern('cells.mask', 'channel_bits') }},
    (cells.mask & channel_bits.channel_bit) <> 0
    {% for column in cell %}, cells.{{ column }}{% endfor %}
{{ 'union all' if not loop.last }}
{% endfor %}
