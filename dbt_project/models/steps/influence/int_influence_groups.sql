{# What every stratum of a unit is compared with, by group of the jackknife (numbers see compared_with). #}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

channel_cells as (

    select bits.replay_id, cells.lag, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_channel_bits') }} as bits on cells.channel = bits.channel
    where cells.basis = 'replayed'

),

siblings as (

    select strata.unit_no, units.replay_id, strata.stratum
    from {{ ref('int_influence_strata') }} as strata
    inner join units on strata.unit_no = units.unit_no
    where strata.has_siblings and strata.basis = 'replayed'

),

{# Days of the campaign itself, alone or not, are no comparison. #}
among_siblings as (

    select siblings.unit_no, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
    from siblings
    inner join channel_cells as cells
        on siblings.replay_id = cells.replay_id and siblings.stratum = cells.stratum and cells.lag between 1 and 3
    union all
    select siblings.unit_no, own.stratum, own.jackknife_group,
        {% for name in cell_counts() %}-own.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from siblings
    inner join {{ ref('int_campaign_cells') }} as own
        on siblings.unit_no = own.unit_no and siblings.stratum = own.stratum and own.basis = 'replayed'

)

select {{ compared_with('replay_id', 'channel') }} as compared_no, stratum, jackknife_group, {{ sum_counts() }}
from channel_cells
where lag not between 1 and 3
group by replay_id, stratum, jackknife_group
union all
select {{ compared_with('replay_id', 'lag') }}, stratum, jackknife_group, {{ counts_of('channel_cells') }}
from channel_cells
where lag = 0
union all
select {{ compared_with('unit_no', 'siblings') }}, stratum, jackknife_group, {{ sum_counts() }}
from among_siblings
group by unit_no, stratum, jackknife_group
union all
select {{ compared_with('unit_no', 'holdout') }}, stratum, jackknife_group, {{ counts_of('cells') }}
from {{ ref('int_holdout_cells') }} as cells
where not is_exposed
