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

channel_sides as (

    select replay_id, lag between 1 and 3 as is_exposed, stratum, jackknife_group, {{ sum_counts() }}
    from channel_cells
    group by replay_id, lag between 1 and 3, stratum, jackknife_group

),

siblings as (

    select strata.unit_no, strata.compared_no, units.replay_id, strata.stratum
    from {{ ref('int_comparable_strata') }} as strata
    inner join {{ ref('int_influence_units') }} as units on strata.unit_no = units.unit_no
    where strata.has_siblings

),

campaign_cells as (

    select * from {{ ref('int_campaign_cells') }} where basis = 'replayed'

)

select needed.compared_no, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
from channel_sides as cells
inner join needed
    on {{ compared_with('cells.replay_id', 'channel') }} = needed.compared_no and cells.stratum = needed.stratum
where not cells.is_exposed
union all
select needed.compared_no, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
from channel_cells as cells
inner join needed
    on {{ compared_with('cells.replay_id', 'lag') }} = needed.compared_no and cells.stratum = needed.stratum
where cells.lag = 0
union all
{# Days of the campaign itself, alone or not, are no comparison. #}
select
    siblings.compared_no, cells.stratum, cells.jackknife_group,
    {% for name in cell_counts() -%}
    cells.{{ name }} - coalesce(alone.{{ name }}, 0) - coalesce(among.{{ name }}, 0) as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
from siblings
inner join channel_sides as cells
    on siblings.replay_id = cells.replay_id and siblings.stratum = cells.stratum and cells.is_exposed
{% for own, condition in [('alone', 'not has_siblings'), ('among', 'has_siblings')] -%}
left join (select * from campaign_cells where {{ condition }}) as {{ own }}
    on siblings.unit_no = {{ own }}.unit_no
    and cells.stratum = {{ own }}.stratum
    and cells.jackknife_group = {{ own }}.jackknife_group
{% endfor -%}
union all
select {{ compared_with('unit_no', 'holdout') }}, stratum, jackknife_group, {{ counts_of('cells') }}
from {{ ref('int_holdout_cells') }} as cells
where not is_exposed
