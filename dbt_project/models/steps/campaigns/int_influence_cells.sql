{# Days at risk and forward moves in comparable cells, exposed and not, for each unit of influence and
   two bases: `replayed` (stages without the unit's own channel; accounts that the channel never
   touched keep their operational stages) and `operational`. Strata: segment, time in stage, tenth of
   organic engagement, and which other channels are active (how many, where there are over six). #}
{% set cell = ['segment_no', 'ordinal', 'time_bucket', 'bin', 'moved_to'] -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

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

),

{# All days that a unit's rows compare. #}
channel_cells as (

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

),

campaign_exposed as (

    {% for basis, replay in [('replayed', 'units.replay_id'), ('operational', '0')] -%}
    select
        units.unit_no, '{{ basis }}' as basis,
        {{ others_pattern('episodes.mask', 'units') }} as others,
        {% for column in cell[:-1] %}episodes.{{ column }}, {% endfor %}
        case when episodes.to_day <= exposures.to_day then episodes.moved_to end as moved_to,
        least(episodes.to_day, exposures.to_day) - greatest(episodes.from_day, exposures.from_day) as days
    from units
    inner join {{ ref('int_exposure_spells') }} as exposures
        on exposures.level = 'campaign' and units.name = exposures.name and units.channel = exposures.channel
    inner join {{ ref('int_risk_episodes') }} as episodes
        on episodes.replay_id = {{ replay }}
        and exposures.account_key = episodes.account_key
        and exposures.from_day < episodes.to_day
        and episodes.from_day < exposures.to_day
    where units.level = 'campaign'
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

cells as (

    select
        units.unit_no, channel_cells.basis, channel_cells.others,
        {% for column in cell %}channel_cells.{{ column }}, {% endfor %}
        case when channel_cells.is_exposed and units.level = 'channel' then channel_cells.days else 0 end as days_exposed,
        case when channel_cells.is_exposed and units.level = 'channel' then channel_cells.moves else 0 end as moves_exposed,
        channel_cells.days as days_all,
        channel_cells.moves as moves_all
    from channel_cells
    inner join units on channel_cells.channel = units.channel
    union all
    select
        unit_no, basis, others, {{ cell | join(', ') }},
        days, case when moved_to is not null then 1 else 0 end, 0, 0
    from campaign_exposed

)

select
    unit_no, basis, others, {{ cell | join(', ') }},
    cast(sum(days_exposed) as bigint) as days_exposed,
    cast(sum(days_all) - sum(days_exposed) as bigint) as days_unexposed,
    cast(sum(moves_exposed) as bigint) as moves_exposed,
    cast(sum(moves_all) - sum(moves_exposed) as bigint) as moves_unexposed
from cells
group by unit_no, basis, others, {{ cell | join(', ') }}
