{# Days and moves by group of the jackknife, for all accounts and for the targets: of a unit on its exposed days
   (side_no its unit_no), and of what those are compared with (side_no below 0, see compared_with). #}
{% set sums = ['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5'] -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

channel_cells as (

    select
        units.replay_id, cells.lag, cells.stratum, cells.jackknife_group, cells.is_target, cells.{{ sums | join(', cells.') }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_channel_bits') }} as units on cells.channel = units.channel
    where cells.basis = 'replayed'

),

siblings as (

    select strata.unit_no, units.replay_id, strata.stratum
    from {{ ref('int_influence_strata') }} as strata
    inner join units on strata.unit_no = units.unit_no
    where strata.has_siblings and strata.basis = 'replayed'

),

sides as (

    select units.unit_no as side_no, false as has_siblings, cells.stratum, cells.jackknife_group, cells.is_target, cells.{{ sums | join(', cells.') }}
    from channel_cells as cells
    inner join units on cells.replay_id = units.replay_id and units.level = 'channel' and cells.lag between 1 and 3
    union all
    select units.unit_no, false, cells.stratum, cells.jackknife_group, cells.is_target, cells.{{ sums | join(', cells.') }}
    from channel_cells as cells
    inner join units on cells.replay_id = units.replay_id and units.level = 'lag' and cells.lag = units.lag
    union all
    select unit_no, has_siblings, stratum, jackknife_group, is_target, {{ sums | join(', ') }}
    from {{ ref('int_campaign_cells') }}
    where basis = 'replayed'
    union all
    select
        case when is_exposed then unit_no else {{ compared_with('unit_no', 'holdout') }} end, false,
        {{ in_state('segment', 'segment_no') }} + {{ in_state('stage', 'ordinal + 1') }},
        jackknife_group, is_target, {{ sums | join(', ') }}
    from {{ ref('int_holdout_cells') }}
    union all
    select {{ compared_with('replay_id', 'channel') }}, false, stratum, jackknife_group, is_target, {{ sums | join(', ') }}
    from channel_cells
    where lag not between 1 and 3
    union all
    select {{ compared_with('replay_id', 'lag') }}, false, stratum, jackknife_group, is_target, {{ sums | join(', ') }}
    from channel_cells
    where lag = 0
    union all
    select {{ compared_with('siblings.unit_no', 'siblings') }}, true, cells.stratum, cells.jackknife_group, cells.is_target,
        cells.{{ sums | join(', cells.') }}
    from siblings
    inner join channel_cells as cells
        on siblings.replay_id = cells.replay_id and siblings.stratum = cells.stratum and cells.lag between 1 and 3
    union all
    {# Days of the campaign itself, alone or not, are no comparison. #}
    select {{ compared_with('siblings.unit_no', 'siblings') }}, true, own.stratum, own.jackknife_group, own.is_target,
        -own.{{ sums | join(', -own.') }}
    from siblings
    inner join {{ ref('int_campaign_cells') }} as own
        on siblings.unit_no = own.unit_no and siblings.stratum = own.stratum and own.basis = 'replayed'

)

{% for accounts, condition in [('all', ''), ('target_accounts', 'where is_target')] -%}
select
    side_no, has_siblings, '{{ accounts }}' as accounts, stratum, jackknife_group,
    {% for name in sums %}cast(sum({{ name }}) as double) as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
from sides
{{ condition }}
group by side_no, has_siblings, stratum, jackknife_group
{{ 'union all' if not loop.last }}
{% endfor %}
