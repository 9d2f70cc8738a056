{# How r and s of int_influence_sums change if one group of accounts is left out, by group: every stratum in which
   both sides have days and something moved, once more without the group. First its unexposed days leave, then
   its exposed ones: two changes of a stratum that need no row with both, of which there would be many more. #}
{% set targets = [1, 2, 3, 4, 5] -%}
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

steps as (

    {% for accounts, prefix in [('all', ''), ('target_accounts', 'target_')] -%}
    select
        strata.unit_no, '{{ accounts }}' as accounts, strata.segment_no, strata.ordinal, groups.jackknife_group,
        {% for name in ['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5'] -%}
        cast(strata.{{ prefix }}{{ name }}_exposed as double) as a_{{ name }},
        cast(strata.{{ prefix }}{{ name }}_exposed as double) as a_{{ name }}_left,
        cast(strata.{{ prefix }}{{ name }}_unexposed as double) as b_{{ name }},
        cast(strata.{{ prefix }}{{ name }}_unexposed - groups.{{ prefix }}{{ name }} as double) as b_{{ name }}_left{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_groups') }} as groups
    inner join {{ ref('int_comparable_strata') }} as strata on groups.compared_no = strata.compared_no and groups.stratum = strata.stratum
    {{ 'where groups.target_days > 0 and strata.target_days_exposed > 0' if prefix }}
    union all
    select
        strata.unit_no, '{{ accounts }}', strata.segment_no, strata.ordinal, exposed.jackknife_group,
        {% for name in ['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5'] -%}
        strata.{{ prefix }}{{ name }}_exposed,
        strata.{{ prefix }}{{ name }}_exposed - exposed.{{ prefix }}{{ name }},
        strata.{{ prefix }}{{ name }}_unexposed - coalesce(groups.{{ prefix }}{{ name }}, 0),
        strata.{{ prefix }}{{ name }}_unexposed - coalesce(groups.{{ prefix }}{{ name }}, 0){{ ',' if not loop.last }}
        {% endfor %}
    from exposed_groups as exposed
    inner join {{ ref('int_comparable_strata') }} as strata
        on exposed.unit_no = strata.unit_no
        and exposed.has_siblings = strata.has_siblings
        and exposed.stratum = strata.stratum
    left join {{ ref('int_influence_groups') }} as groups
        on strata.compared_no = groups.compared_no
        and strata.stratum = groups.stratum
        and exposed.jackknife_group = groups.jackknife_group
    {{ 'where exposed.target_days > 0 and strata.target_days_unexposed > 0' if prefix }}
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
        unit_no, accounts, segment_no, ordinal, jackknife_group,
        {% for target in targets -%}
        {% for change, own, other in [('r', 'a', 'b'), ('s', 'b', 'a')] -%}
        sum({{ own }}_moves_{{ target }}_left * {{ other }}_share_left - {{ own }}_moves_{{ target }} * {{ other }}_share)
            as {{ change }}_{{ target }}{{ ',' if not loop.last }}
        {% endfor -%}
        {{ ',' if not loop.last }}
        {% endfor %}
    from shares
    group by unit_no, accounts, segment_no, ordinal, jackknife_group

)

select
    unit_no, accounts, segment_no, ordinal, -1 as to_ordinal, jackknife_group,
    {% for change in ['r', 's'] -%}
    {% for target in targets %}{{ change }}_{{ target }}{{ ' + ' if not loop.last }}{% endfor %} as {{ change }}_change{{ ',' if not loop.last }}
    {% endfor %}
from changes
{% for target in targets -%}
union all
select unit_no, accounts, segment_no, ordinal, {{ target }}, jackknife_group, r_{{ target }}, s_{{ target }}
from changes
where ordinal < {{ target }}
{% endfor %}
