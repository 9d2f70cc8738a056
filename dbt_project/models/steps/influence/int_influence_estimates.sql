{# Mantel-Haenszel rate ratio on all bases. On replayed stages beside the wider of two 95 % intervals, of
   Greenland and Robins (1985) and of the jackknife over accounts (t of 19 degrees of freedom), and beside
   the p of the stratified score test. #}
{% set z = 1.959963984540054 -%}
{% set t = 2.093024054408263 -%}
with

{# No ratio, and no error of it, where either side has no comparable move. #}
errors as (

    select
        sums.*,
        nullif(sums.r, 0) / nullif(sums.s, 0) as ratio,
        sqrt(sums.v / (nullif(sums.r, 0) * nullif(sums.s, 0))) as sparse_error,
        case when sums.basis = 'replayed' then spreads.jackknife_error end as jackknife_error
    from {{ ref('int_influence_populations') }} as sums
    left join {{ ref('int_influence_spreads') }} as spreads
        on sums.unit_no = spreads.unit_no
        and sums.population = spreads.population
        and sums.ordinal = spreads.ordinal
        and sums.to_ordinal = spreads.to_ordinal

),

widths as (

    select
        *,
        greatest({{ z }} * sparse_error, coalesce({{ t }} * jackknife_error, 0)) as half_width
    from errors

),

estimates as (

    select
        *,
        case when moves_unexposed > 0 and moves_exposed > 0 and days_unexposed > 0
            then (moves_exposed / days_exposed) / (moves_unexposed / days_unexposed) end as ratio_crude,
        {# Beyond a factor of a million either way there is no estimate to speak of. #}
        case when half_width < 13.8 then ln(ratio) end as log_ratio,
        half_width / {{ z }} as log_error,
        {# What there is too little of to say anything. #}
        case
            when informative_exposed < 10 or informative_unexposed < 10 then 'moves'
            when comparable_days < 0.5 * days_exposed then 'overlap'
            when coalesce(2 * half_width > ln(4), true) or jackknife_error is null then 'precision'
        end as lacking,
        least(2 * {{ normal_tail('abs(r - s) / sqrt(nullif(v, 0))') }}, 1) as p_value
    from widths

)

select
    unit_no, level, channel, lag, basis, population, ordinal, to_ordinal,
    moves_exposed, moves_unexposed, days_exposed, days_unexposed, informative_exposed, informative_unexposed,
    ratio_crude,
    comparable_days / days_exposed as overlap,
    sparse_error,
    jackknife_error,
    log_ratio,
    case when log_ratio is not null then log_error end as log_error,
    log_ratio - half_width as log_low,
    log_ratio + half_width as log_high,
    case when log_ratio is not null then p_value end as p_value,
    lacking,
    lacking is null as has_enough_data
from estimates
