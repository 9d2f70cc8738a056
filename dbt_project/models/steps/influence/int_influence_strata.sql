{# Both sides of every comparison: days and moves of a unit exposed and not, by stratum; beside all accounts the
   targets among them. A campaign is compared with days without any touch of its channel; where other
   touches of the channel are active too, with days on which those alone are. #}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

{# Without groups few rows are left to be joined. #}
channel_cells as (

    select bits.replay_id, cells.basis, cells.lag, cells.stratum, {{ sum_counts() }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_channel_bits') }} as bits on cells.channel = bits.channel
    group by bits.replay_id, cells.basis, cells.lag, cells.stratum

),

channel_sides as (

    select replay_id, basis, lag between 1 and 3 as is_exposed, stratum, {{ sum_counts() }}
    from channel_cells
    group by replay_id, basis, lag between 1 and 3, stratum

),

campaign_cells as (

    select unit_no, basis, has_siblings, stratum, {{ sum_counts() }}
    from {{ ref('int_campaign_cells') }}
    group by unit_no, basis, has_siblings, stratum

),

{# Channels, steps of days since their last touch, and holdouts have cells of either side. #}
sides as (

    select units.unit_no, cells.basis, cells.is_exposed, cells.stratum, {{ counts_of('cells') }}
    from channel_sides as cells
    inner join units on cells.replay_id = units.replay_id and units.level = 'channel'
    union all
    select units.unit_no, cells.basis, cells.lag > 0, cells.stratum, {{ counts_of('cells') }}
    from channel_cells as cells
    inner join units on cells.replay_id = units.replay_id and units.level = 'lag' and cells.lag in (0, units.lag)
    where cells.basis = 'replayed'
    union all
    select unit_no, 'replayed', is_exposed, stratum, {{ sum_counts() }}
    from {{ ref('int_holdout_cells') }}
    group by unit_no, is_exposed, stratum

),

strata as (

    select
        unit_no, basis, false as has_siblings, stratum,
        {% for side, condition in [('exposed', 'is_exposed'), ('unexposed', 'not is_exposed')] -%}
        {% for name in cell_counts() -%}
        {{ integer_sum('case when ' ~ condition ~ ' then ' ~ name ~ ' else 0 end', type='integer') }} as {{ name }}_{{ side }}{{ ',' if not loop.last }}
        {% endfor -%}
        {{ ',' if not loop.last }}
        {% endfor %}
    from sides
    group by unit_no, basis, stratum
    union all
    {# Among days exposed to the channel, those of the campaign itself, alone or not, are no comparison. #}
    select
        own.unit_no, own.basis, own.has_siblings, own.stratum,
        {{ counts_of('own') }},
        {% for name in cell_counts() -%}
        coalesce(others.{{ name }}, 0) - case when own.has_siblings then own.{{ name }} + coalesce(alone.{{ name }}, 0) else 0 end{{ ',' if not loop.last }}
        {% endfor %}
    from campaign_cells as own
    inner join units on own.unit_no = units.unit_no
    left join channel_sides as others
        on units.replay_id = others.replay_id
        and own.basis = others.basis
        and own.has_siblings = others.is_exposed
        and own.stratum = others.stratum
    left join (select *, true as is_alone from campaign_cells where not has_siblings) as alone
        on own.unit_no = alone.unit_no
        and own.basis = alone.basis
        and own.has_siblings = alone.is_alone
        and own.stratum = alone.stratum

)

select *, {{ stratum_columns('stratum') }}
from strata
