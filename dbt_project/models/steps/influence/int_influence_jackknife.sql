{# How r and s of int_influence_sums change if one group of accounts is left out, by group: every stratum in which
   both sides have days and something moved, once more without the group. #}
{% set sums = ['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5'] -%}
{% set sides = {'exposed': 'a', 'unexposed': 'b'} -%}
{% set moves = {'any': sums[1:], '1': ['moves_1'], '2': ['moves_2'], '3': ['moves_3'], '4': ['moves_4'], '5': ['moves_5']} -%}
{% set side_numbers = {'exposed': 'unit_no', 'unexposed': 'compared_no'} -%}
with

strata as (

    {% for accounts, prefix in [('all', ''), ('target_accounts', 'target_')] -%}
    select
        strata.unit_no, strata.has_siblings, '{{ accounts }}' as accounts, strata.stratum, strata.segment_no, strata.ordinal,
        case
            when units.level = 'holdout' then {{ compared_with('units.unit_no', 'holdout') }}
            when units.level = 'lag' then {{ compared_with('units.replay_id', 'lag') }}
            when strata.has_siblings then {{ compared_with('units.unit_no', 'siblings') }}
            else {{ compared_with('units.replay_id', 'channel') }}
        end as compared_no,
        {% for side, letter in sides.items() -%}
        {% for name in sums -%}
        cast(strata.{{ prefix }}{{ name }}_{{ side }} as double) as {{ letter }}_{{ name }}{{ ',' if not loop.last }}
        {% endfor -%}
        {{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_strata') }} as strata
    inner join {{ ref('int_influence_units') }} as units on strata.unit_no = units.unit_no
    where strata.basis = 'replayed' and strata.{{ prefix }}days_exposed > 0 and strata.{{ prefix }}days_unexposed > 0
        and {% for name in sums[1:] %}strata.{{ prefix }}{{ name }}_exposed + strata.{{ prefix }}{{ name }}_unexposed{{ ' + ' if not loop.last }}{% endfor %} > 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

groups as (

    select * from {{ ref('int_influence_groups') }}

),

{# Groups with days to compare with, then those that have exposed days alone. Rows pass through joins: to add
   up both sides of all strata first would need several times the memory. #}
left_out as (

    {% for given, other in [('unexposed', 'exposed'), ('exposed', 'unexposed')] -%}
    select
        strata.*, {{ given }}.jackknife_group,
        {% for name in sums -%}
        strata.a_{{ name }} - coalesce(exposed.{{ name }}, 0) as a_{{ name }}_left,
        strata.b_{{ name }} - coalesce(unexposed.{{ name }}, 0) as b_{{ name }}_left{{ ',' if not loop.last }}
        {% endfor %}
    from strata
    inner join groups as {{ given }}
        on strata.{{ side_numbers[given] }} = {{ given }}.side_no
        and strata.has_siblings = {{ given }}.has_siblings
        and strata.accounts = {{ given }}.accounts
        and strata.stratum = {{ given }}.stratum
    left join groups as {{ other }}
        on strata.{{ side_numbers[other] }} = {{ other }}.side_no
        and strata.has_siblings = {{ other }}.has_siblings
        and strata.accounts = {{ other }}.accounts
        and strata.stratum = {{ other }}.stratum
        and {{ given }}.jackknife_group = {{ other }}.jackknife_group
    {{ 'union all' if not loop.last else 'where unexposed.side_no is null' }}
    {% endfor %}

),

changes as (

    select
        unit_no, accounts, segment_no, ordinal, jackknife_group,
        {% for target, names in moves.items() -%}
        {% for change, own, days in [('r', 'a', 'b'), ('s', 'b', 'a')] -%}
        {% set own_moves = [] -%}
        {% for name in names %}{% do own_moves.append(own ~ '_' ~ name) %}{% endfor -%}
        sum(
            case when a_days_left + b_days_left > 0
                then ({{ own_moves | join('_left + ') }}_left) * {{ days }}_days_left / (a_days_left + b_days_left) else 0 end
            - ({{ own_moves | join(' + ') }}) * {{ days }}_days / (a_days + b_days)
        ) as {{ change }}_{{ target }}{{ ',' if not loop.last }}
        {% endfor -%}
        {{ ',' if not loop.last }}
        {% endfor %}
    from left_out
    group by unit_no, accounts, segment_no, ordinal, jackknife_group

)

{% for target in moves -%}
select
    unit_no, accounts, segment_no, ordinal, {{ -1 if target == 'any' else target }} as to_ordinal, jackknife_group,
    r_{{ target }} as r_change, s_{{ target }} as s_change
from changes
{{ 'where ordinal < ' ~ target if target != 'any' }}
{{ 'union all' if not loop.last }}
{% endfor %}
