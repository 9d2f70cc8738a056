{# Sums of the Mantel-Haenszel rate ratio by move and segment: with a and b moves on T1 exposed and T0 other
   days of a stratum of T days, r = sum a T0 / T, s = sum b T1 / T, v = sum (a + b) T1 T0 / T^2
   (Greenland and Robins 1985). Sums of strata, so segments and all accounts are sums of these rows. #}
{% set strata = ['unit_no', 'basis', 'accounts', 'has_siblings', 'segment_no', 'ordinal', 'time_bucket', 'bin', 'others'] -%}
with

strata as (

    {% for accounts, condition in [('all', ''), ('target_accounts', 'where is_target')] -%}
    select
        {{ strata | join(', ') | replace('accounts', "'" ~ accounts ~ "' as accounts") }},
        cast(sum(days_exposed) as double) as t1,
        cast(sum(days_unexposed) as double) as t0,
        {% for target in range(1, 6) -%}
        cast(sum(exposed_{{ target }}) as double) as a_{{ target }},
        cast(sum(unexposed_{{ target }}) as double) as b_{{ target }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_strata') }}
    {{ condition }}
    group by {{ strata | reject('equalto', 'accounts') | join(', ') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

moves as (

    {% for target in [-1] + range(1, 6) | list -%}
    select
        {{ strata | join(', ') }}, {{ target }} as to_ordinal, t1, t0,
        {% if target == -1 -%}
        a_1 + a_2 + a_3 + a_4 + a_5 as a, b_1 + b_2 + b_3 + b_4 + b_5 as b
        {%- else -%}
        a_{{ target }} as a, b_{{ target }} as b
        {%- endif %}
    from strata
    {{ 'where ordinal < ' ~ target if target > 0 }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    unit_no, basis, accounts, segment_no, ordinal, to_ordinal,
    sum(a) as moves_exposed,
    sum(b) as moves_unexposed,
    sum(t1) as days_exposed,
    sum(t0) as days_unexposed,
    sum(case when t0 > 0 then a else 0 end) as informative_exposed,
    sum(case when t1 > 0 then b else 0 end) as informative_unexposed,
    sum(case when t0 > 0 then t1 else 0 end) as comparable_days,
    sum(case when t1 + t0 > 0 then a * t0 / (t1 + t0) else 0 end) as r,
    sum(case when t1 + t0 > 0 then b * t1 / (t1 + t0) else 0 end) as s,
    sum(case when t1 + t0 > 0 then (a + b) * t1 * t0 / ((t1 + t0) * (t1 + t0)) else 0 end) as v
from moves
group by unit_no, basis, accounts, segment_no, ordinal, to_ordinal
