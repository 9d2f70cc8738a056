{# What every comparable stratum of a unit is compared with, by group of the jackknife (numbers see
   compared_with). #}
with

needed as (

    select distinct compared_no, stratum from {{ ref('int_comparable_strata') }}

),

channel_cells as (

    select bits.replay_id, cells.lag, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_channel_bits') }} as bits on cells.channel = bits.channel
    where cells.basis = 'replayed'

),

siblings as (

    select strata.unit_no, units.replay_id, strata.stratum
    from {{ ref('int_comparable_strata') }} as strata
    inner join {{ ref('int_influence_units') }} as units on strata.unit_no = units.unit_no
    where strata.has_siblings

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

),

comparisons as (

    {% for level, lags in [('channel', 'not between 1 and 3'), ('lag', '= 0')] -%}
    select needed.compared_no, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
    from channel_cells as cells
    inner join needed
        on {{ compared_with('cells.replay_id', level) }} = needed.compared_no and cells.stratum = needed.stratum
    where cells.lag {{ lags }}
    union all
    {% endfor -%}
    select {{ compared_with('unit_no', 'siblings') }}, stratum, jackknife_group, {{ counts_of('among_siblings') }}
    from among_siblings

),

{# Few cells have moves: to sum their columns of those alone, and to join them, costs half as much as to sum
   them of all. #}
days as (

    select
        compared_no, stratum, jackknife_group,
        {{ integer_sum('days', type='integer') }} as days,
        {{ integer_sum('target_days', type='integer') }} as target_days
    from comparisons
    group by compared_no, stratum, jackknife_group

),

moves as (

    select
        compared_no, stratum, jackknife_group
        {%- for name in cell_counts() if 'moves' in name %},
        {{ integer_sum(name, type='integer') }} as {{ name }}
        {%- endfor %}
    from comparisons
    where {% for target in range(1, 6) %}moves_{{ target }} <> 0{{ ' or ' if not loop.last }}{% endfor %}
    group by compared_no, stratum, jackknife_group

)

select
    days.compared_no, days.stratum, days.jackknife_group,
    {% for name in cell_counts() -%}
    {{ 'coalesce(moves.' ~ name ~ ', 0) as ' ~ name if 'moves' in name else 'days.' ~ name }}{{ ',' if not loop.last }}
    {% endfor %}
from days
left join moves
    on days.compared_no = moves.compared_no
    and days.stratum = moves.stratum
    and days.jackknife_group = moves.jackknife_group
union all
select {{ compared_with('unit_no', 'holdout') }}, stratum, jackknife_group, {{ counts_of('cells') }}
from {{ ref('int_holdout_cells') }} as cells
where not is_exposed
