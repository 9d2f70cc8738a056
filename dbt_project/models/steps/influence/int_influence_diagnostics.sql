{# What speaks against a claim. A diagnostic that cannot be computed has not been passed. A campaign has the
   placebo of its channel. The E-value of the bound nearer to 1 (VanderWeele and Ding 2017) is how strong an
   unobserved cause of both touches and moves would have to be to explain the claim away. Where next to no
   day has any engagement (nobody Unaware has), nothing tells those who were about to move anyway. #}
{% set tests = {
    'poisson': 'log_poisson * log_ratio > 0 and abs(log_poisson - log_ratio) <= ln(1.2)',
    'full_engagement': 'log_full_engagement * log_ratio > 0',
    'placebo': 'placebo_low <= 0 and placebo_high >= 0',
    'e_value': 'e_value >= 1.5',
    'overlap': 'overlap >= 0.8',
    'chance': 'q_value <= 0.1',
    'self_selected': 'not is_own_behaviour',
    'engagement_seen': 'engaged_share >= 0.1',
} -%}
with

engagement as (

    select
        claim_no,
        cast(sum(case when bin > 0 then days_exposed + days_unexposed else 0 end) as double)
            / sum(days_exposed + days_unexposed) as engaged_share
    from {{ ref('int_influence_regression_cells') }}
    group by claim_no

),

claims as (

    select
        claims.*,
        checks.log_poisson,
        engagement.engaged_share,
        full_engagement.log_ratio as log_full_engagement,
        placebo.log_ratio as log_placebo,
        placebo.log_low as placebo_low,
        placebo.log_high as placebo_high,
        exp(greatest(claims.log_low, -claims.log_high, 0)) as nearer_bound
    from {{ ref('int_influence_claims') }} as claims
    left join {{ ref('int_influence_checks') }} as checks on claims.claim_no = checks.claim_no
    left join engagement on claims.claim_no = engagement.claim_no
    left join {{ ref('int_influence_estimates') }} as full_engagement
        on full_engagement.basis = 'full_engagement'
        and claims.unit_no = full_engagement.unit_no
        and claims.population = full_engagement.population
        and claims.ordinal = full_engagement.ordinal
        and claims.to_ordinal = full_engagement.to_ordinal
    left join {{ ref('int_influence_estimates') }} as placebo
        on placebo.basis = 'replayed' and placebo.level = 'lag' and placebo.lag = 5
        and claims.channel = placebo.channel
        and claims.population = placebo.population
        and claims.ordinal = placebo.ordinal
        and claims.to_ordinal = placebo.to_ordinal
    where claims.has_enough_data and claims.level <> 'holdout'

),

measured as (

    select *, nearer_bound + sqrt(nearer_bound * (nearer_bound - 1)) as e_value
    from claims

),

tested as (

    select
        *,
        {% for name, condition in tests.items() -%}
        case when coalesce({{ condition }}, false) then '' else ', {{ name }}' end{{ ' || ' if not loop.last }}
        {%- endfor %} as failures
    from measured

)

select
    claim_no,
    exp(log_poisson) as ratio_poisson,
    exp(log_full_engagement) as ratio_full_engagement,
    exp(log_placebo) as placebo_ratio,
    exp(placebo_low) as placebo_low,
    exp(placebo_high) as placebo_high,
    e_value,
    coalesce({{ tests['engagement_seen'] }}, false) as has_engagement,
    nullif(substr(failures, 3), '') as failed_diagnostics,
    case when failures = '' then 'B' else 'C' end as evidence
from tested
