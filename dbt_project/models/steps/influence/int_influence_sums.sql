{# Sums of the Mantel-Haenszel rate ratio by move and segment: with a and b moves on T1 exposed and T0 other
   days of a stratum of T days, r = sum a T0 / T, s = sum b T1 / T, v = sum (a + b) T1 T0 / T^2
   (Greenland and Robins 1985). Sums of strata, so segments and all accounts are sums of these rows. #}
with

moves as (

    {% for accounts, prefix in [('all', ''), ('target_accounts', 'target_')] -%}
    {% for target in [-1] + range(1, 6) | list -%}
    select
        unit_no, basis, '{{ accounts }}' as accounts, segment_no, ordinal, {{ target }} as to_ordinal,
        cast({{ prefix }}days_exposed as double) as t1,
        cast({{ prefix }}days_unexposed as double) as t0,
        {% for side, name in [('exposed', 'a'), ('unexposed', 'b')] -%}
        {% if target == -1 -%}
        cast({% for one in range(1, 6) %}{{ prefix }}moves_{{ one }}_{{ side }}{{ ' + ' if not loop.last }}{% endfor %} as double) as {{ name }}
        {%- else -%}
        cast({{ prefix }}moves_{{ target }}_{{ side }} as double) as {{ name }}
        {%- endif %}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_strata') }}
    where {{ prefix }}days_exposed + {{ prefix }}days_unexposed > 0{{ ' and ordinal < ' ~ target if target > 0 }}
    {{ 'union all' if not loop.last }}
    {% endfor -%}
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
