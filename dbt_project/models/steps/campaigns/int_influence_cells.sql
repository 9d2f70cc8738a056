{# Days at risk and forward moves on which an account was exposed to a unit of influence, in the cells of
   int_channel_cells. What is not exposed is the rest of the channel's cell. #}
{% set cell = ['segment_no', 'ordinal', 'time_bucket', 'bin', 'moved_to'] -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

campaign_episodes as (

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

)

select
    units.unit_no, cells.basis, cells.others, {% for column in cell %}cells.{{ column }}, {% endfor %}
    cells.days as days_exposed,
    cells.moves as moves_exposed
from {{ ref('int_channel_cells') }} as cells
inner join units on cells.channel = units.channel and units.level = 'channel'
where cells.is_exposed
union all
select
    unit_no, basis, others, {{ cell | join(', ') }},
    sum(days), count(moved_to)
from campaign_episodes
group by unit_no, basis, others, {{ cell | join(', ') }}
