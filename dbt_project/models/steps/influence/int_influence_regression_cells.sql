{# Strata of every claim with enough data, as what its Poisson regression and its chances are counted from. #}
with

strata as (

    {% for accounts, prefix in [('all', ''), ('target_accounts', 'target_')] -%}
    select
        unit_no, '{{ accounts }}' as accounts, has_siblings, segment_no, ordinal, time_bucket, bin, others,
        {% for side in ['exposed', 'unexposed'] -%}
        {{ prefix }}days_{{ side }} as days_{{ side }},
        {% for target in range(1, 6) %}{{ prefix }}moves_{{ target }}_{{ side }} as {{ side }}_{{ target }}{{ ', ' if not loop.last }}{% endfor %}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_influence_strata') }}
    where basis = 'replayed' and {{ prefix }}days_exposed > 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    claims.claim_no,
    strata.has_siblings,
    strata.segment_no,
    strata.time_bucket,
    strata.bin,
    strata.others,
    strata.days_exposed,
    strata.days_unexposed,
    {% for side in ['exposed', 'unexposed'] -%}
    case claims.to_ordinal
        {% for target in range(1, 6) -%}
        when {{ target }} then strata.{{ side }}_{{ target }}
        {% endfor -%}
        else strata.{{ side }}_1 + strata.{{ side }}_2 + strata.{{ side }}_3 + strata.{{ side }}_4 + strata.{{ side }}_5
    end as moves_{{ side }}{{ ',' if not loop.last }}
    {% endfor %}
from {{ ref('int_influence_claims') }} as claims
inner join strata
    on claims.unit_no = strata.unit_no
    and claims.ordinal = strata.ordinal
    and strata.accounts = case when claims.population = 'target_accounts' then 'target_accounts' else 'all' end
left join {{ ref('int_influence_segments') }} as segments on claims.population = segments.segment
where claims.has_enough_data
    and (claims.population in ('all', 'target_accounts') or strata.segment_no = segments.segment_no)
