{# Standard error of ln(r / s) by the delete-group jackknife over 20 groups of accounts; null where one group
   carries all of one side, so that the ratio without it is none. A group that adds nothing changes nothing. #}
with

populations as (

    {% for population, accounts in [('all', 'all'), ('target_accounts', 'target_accounts')] -%}
    select unit_no, '{{ population }}' as population, ordinal, to_ordinal, jackknife_group,
        sum(r_change) as r_change, sum(s_change) as s_change
    from {{ ref('int_influence_jackknife') }}
    where accounts = '{{ accounts }}'
    group by unit_no, ordinal, to_ordinal, jackknife_group
    union all
    {% endfor -%}
    select jackknife.unit_no, segments.segment, jackknife.ordinal, jackknife.to_ordinal, jackknife.jackknife_group,
        jackknife.r_change, jackknife.s_change
    from {{ ref('int_influence_jackknife') }} as jackknife
    inner join {{ ref('int_influence_segments') }} as segments on jackknife.segment_no = segments.segment_no
    where jackknife.accounts = 'all'

),

{# What is left of a sum by subtraction alone is nothing. #}
left_out as (

    select
        sums.unit_no, sums.population, sums.ordinal, sums.to_ordinal,
        case
            when sums.r + populations.r_change > 1e-9 * sums.r and sums.s + populations.s_change > 1e-9 * sums.s
                then ln(nullif(greatest(sums.r + populations.r_change, 0), 0) / nullif(greatest(sums.s + populations.s_change, 0), 0)) - ln(nullif(sums.r, 0) / nullif(sums.s, 0))
        end as log_change
    from {{ ref('int_influence_populations') }} as sums
    inner join populations
        on sums.unit_no = populations.unit_no
        and sums.population = populations.population
        and sums.ordinal = populations.ordinal
        and sums.to_ordinal = populations.to_ordinal
    where sums.basis = 'replayed' and sums.r > 0 and sums.s > 0

)

select
    unit_no, population, ordinal, to_ordinal,
    case
        when count(log_change) = count(*) then sqrt(greatest(
            0.95 * (sum(log_change * log_change) - sum(log_change) * sum(log_change) / 20), 0
        ))
    end as jackknife_error
from left_out
group by unit_no, population, ordinal, to_ordinal
