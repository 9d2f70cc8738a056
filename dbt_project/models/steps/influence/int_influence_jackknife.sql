{# How r and s of int_influence_sums change if one group of accounts is left out, by group: every stratum in which
   both sides have days and something moved, once more without the group. First its unexposed days leave, then
   its exposed ones: two changes of a stratum that need no row with both, of which there would be many more. #}
{% set targets = [1, 2, 3, 4, 5] -%}
{% set populations = {'all': '', 'target_accounts': 'target_'} -%}
with

exposed_groups as (

    select units.unit_no, false as has_siblings, cells.stratum, cells.jackknife_group, {{ sum_counts() }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_influence_units') }} as units on cells.channel = units.channel and units.level = 'channel'
    where cells.basis = 'replayed' and cells.lag between 1 and 3
    group by units.unit_no, cells.stratum, cells.jackknife_group
    union all
    select units.unit_no, false, cells.stratum, cells.jackknife_group, {{ counts_of('cells') }}
    from {{ ref('int_channel_cells') }} as cells
    inner join {{ ref('int_influence_units') }} as units on cells.channel = units.channel and units.level = 'lag' and cells.lag = units.lag
    where cells.basis = 'replayed'
    union all
    select unit_no, has_siblings, stratum, jackknife_group, {{ counts_of('cells') }}
    from {{ ref('int_campaign_cells') }} as cells
    where basis = 'replayed'
    union all
    select unit_no, false, stratum, jackknife_group, {{ counts_of('cells') }}
    from {{ ref('int_holdout_cells') }} as cells
    where is_exposed

),

{# One row per stratum and move that was made in it: few of the moves that could be. #}
moved_strata as (

    {% for accounts, prefix in populations.items() -%}
    {% for target in targets -%}
    select
        unit_no, '{{ accounts }}' as accounts, segment_no, ordinal, {{ target }} as to_ordinal,
        has_siblings, compared_no, stratum,
        {% for side, name in [('exposed', 'a'), ('unexposed', 'b')] -%}
        cast({{ prefix }}days_{{ side }} as double) as {{ name }}_days,
        cast({{ prefix }}moves_{{ target }}_{{ side }} as double) as {{ name }}_moves{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_comparable_strata') }}
    where {{ prefix }}moves_{{ target }}_exposed + {{ prefix }}moves_{{ target }}_unexposed > 0
        and {{ prefix }}days_exposed > 0 and {{ prefix }}days_unexposed > 0
    {{ 'union all' if not loop.last }}
    {% endfor -%}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{# What is added up, numbered: to group by numbers is much cheaper. #}
sums as (

    select *, cast(row_number() over (order by unit_no, accounts, segment_no, ordinal, to_ordinal) as integer) as sum_no
    from (select distinct unit_no, accounts, segment_no, ordinal, to_ordinal from moved_strata) as keys

),

strata as (

    select
        sums.sum_no, strata.accounts, strata.unit_no, strata.to_ordinal, strata.has_siblings, strata.compared_no,
        strata.stratum, strata.a_days, strata.b_days, strata.a_moves, strata.b_moves
    from moved_strata as strata
    inner join sums
        on strata.unit_no = sums.unit_no
        and strata.accounts = sums.accounts
        and strata.segment_no = sums.segment_no
        and strata.ordinal = sums.ordinal
        and strata.to_ordinal = sums.to_ordinal

),

steps as (

    {% for accounts, prefix in populations.items() -%}
    select
        strata.sum_no, groups.jackknife_group,
        strata.a_days, strata.a_days as a_days_left, strata.a_moves, strata.a_moves as a_moves_left,
        strata.b_days, strata.b_days - groups.{{ prefix }}days as b_days_left,
        strata.b_moves, strata.b_moves - {{ moves_to('strata.to_ordinal', 'groups.' ~ prefix) }} as b_moves_left
    from {{ ref('int_influence_groups') }} as groups
    inner join strata
        on groups.compared_no = strata.compared_no
        and groups.stratum = strata.stratum
        and strata.accounts = '{{ accounts }}'
    where groups.{{ prefix }}days <> 0
    union all
    select
        strata.sum_no, exposed.jackknife_group,
        strata.a_days, strata.a_days - exposed.{{ prefix }}days,
        strata.a_moves, strata.a_moves - {{ moves_to('strata.to_ordinal', 'exposed.' ~ prefix) }},
        strata.b_days - coalesce(groups.{{ prefix }}days, 0), strata.b_days - coalesce(groups.{{ prefix }}days, 0),
        strata.b_moves - coalesce({{ moves_to('strata.to_ordinal', 'groups.' ~ prefix) }}, 0), strata.b_moves - coalesce({{ moves_to('strata.to_ordinal', 'groups.' ~ prefix) }}, 0)
    from exposed_groups as exposed
    inner join strata
        on exposed.unit_no = strata.unit_no
        and exposed.has_siblings = strata.has_siblings
        and exposed.stratum = strata.stratum
        and strata.accounts = '{{ accounts }}'
    left join {{ ref('int_influence_groups') }} as groups
        on strata.compared_no = groups.compared_no
        and strata.stratum = groups.stratum
        and exposed.jackknife_group = groups.jackknife_group
    where exposed.{{ prefix }}days <> 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{# What counts of a move of one side is the other side's share of the days. #}
shares as (

    select
        *,
        {% for days in ['a_days_left', 'b_days_left', 'a_days', 'b_days'] -%}
        {%- set both = 'a' ~ days[1:] ~ ' + b' ~ days[1:] -%}
        case when {{ both }} > 0 then {{ days }} / ({{ both }}) else 0 end as {{ days | replace('days', 'share') }}{{ ',' if not loop.last }}
        {% endfor %}
    from steps

),

changes as (

    select
        sum_no, jackknife_group,
        sum(a_moves_left * b_share_left - a_moves * b_share) as r_change,
        sum(b_moves_left * a_share_left - b_moves * a_share) as s_change
    from shares
    group by sum_no, jackknife_group

),

moves as (

    select
        sums.unit_no, sums.accounts, sums.segment_no, sums.ordinal, sums.to_ordinal, changes.jackknife_group,
        changes.r_change, changes.s_change
    from changes
    inner join sums on changes.sum_no = sums.sum_no

)

select * from moves
union all
select unit_no, accounts, segment_no, ordinal, -1, jackknife_group, sum(r_change), sum(s_change)
from moves
group by unit_no, accounts, segment_no, ordinal, jackknife_group
