{# How r and s of int_influence_sums change if one group of accounts is left out, by group. #}
{% set stratum = ['unit_no', 'accounts', 'has_siblings', 'segment_no', 'ordinal', 'time_bucket', 'bin', 'others'] -%}
{% set sides = ['t1', 't0', 'a_1', 'a_2', 'a_3', 'a_4', 'a_5', 'b_1', 'b_2', 'b_3', 'b_4', 'b_5'] -%}
with

rows_of_groups as (

    {% for accounts, condition in [('all', ''), ('target_accounts', 'and is_target')] -%}
    select
        {{ stratum | join(', ') | replace('accounts', "'" ~ accounts ~ "' as accounts") }}, jackknife_group,
        cast(sum(days_exposed) as double) as t1,
        cast(sum(days_unexposed) as double) as t0,
        {% for target in range(1, 6) -%}
        cast(sum(exposed_{{ target }}) as double) as a_{{ target }},
        cast(sum(unexposed_{{ target }}) as double) as b_{{ target }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_strata') }}
    where basis = 'replayed' {{ condition }}
    group by {{ stratum | reject('equalto', 'accounts') | join(', ') }}, jackknife_group
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{# Whole numbers in doubles: the sums are exact. Strata without moves, or with one side only, add nothing. #}
strata as (

    select
        {{ stratum | join(', ') }},
        {% for side in sides %}sum({{ side }}) as {{ side }}{{ ', ' if not loop.last }}{% endfor %}
    from rows_of_groups
    group by {{ stratum | join(', ') }}
    having sum(t1) > 0 and sum(t0) > 0
        and sum(a_1 + a_2 + a_3 + a_4 + a_5 + b_1 + b_2 + b_3 + b_4 + b_5) > 0

),

left_out as (

    select
        {% for column in ['unit_no', 'accounts', 'segment_no', 'ordinal'] %}strata.{{ column }}, {% endfor %}
        groups.jackknife_group,
        {% for side in sides -%}
        strata.{{ side }}, strata.{{ side }} - groups.{{ side }} as {{ side }}_left{{ ',' if not loop.last }}
        {% endfor %}
    from rows_of_groups as groups
    inner join strata
        on {% for column in stratum %}groups.{{ column }} = strata.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}

),

moves as (

    {% for target in [-1] + range(1, 6) | list -%}
    select
        unit_no, accounts, segment_no, ordinal, jackknife_group, {{ target }} as to_ordinal, t1, t0, t1_left, t0_left,
        {% for side in ['a', 'b'] -%}
        {% for suffix in ['', '_left'] -%}
        {% if target == -1 -%}
        {{ side }}_1{{ suffix }} + {{ side }}_2{{ suffix }} + {{ side }}_3{{ suffix }} + {{ side }}_4{{ suffix }}
            + {{ side }}_5{{ suffix }} as {{ side }}{{ suffix }}
        {%- else -%}
        {{ side }}_{{ target }}{{ suffix }} as {{ side }}{{ suffix }}
        {%- endif %}{{ ',' if not loop.last }}
        {% endfor %}{{ ',' if not loop.last }}
        {% endfor %}
    from left_out
    {{ 'where ordinal < ' ~ target if target > 0 }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    unit_no, accounts, segment_no, ordinal, to_ordinal, jackknife_group,
    sum(case when t1_left + t0_left > 0 then a_left * t0_left / (t1_left + t0_left) else 0 end - a * t0 / (t1 + t0)) as r_change,
    sum(case when t1_left + t0_left > 0 then b_left * t1_left / (t1_left + t0_left) else 0 end - b * t1 / (t1 + t0)) as s_change
from moves
where a + b > 0
group by unit_no, accounts, segment_no, ordinal, to_ordinal, jackknife_group
