{# All figures of a claim, ready to be rounded and put into words. #}
with

{# The same claims on other stages: with all touches, and, where there are enough moves, without all campaigns.
   What accounts do of their own accord is left in those, so they say nothing of such a channel. #}
others as (

    select
        unit_no, population, ordinal, to_ordinal,
        max(case when basis = 'operational' then exp(log_ratio) end) as ratio_operational,
        max(case when basis = 'campaign_free' and informative_exposed >= 10 and informative_unexposed >= 10
            then exp(log_ratio) end) as ratio_campaign_free
    from {{ ref('int_influence_estimates') }}
    where basis in ('operational', 'campaign_free') and {{ tells_something('log_low', 'log_high') }}
    group by unit_no, population, ordinal, to_ordinal

)

select
    {% for name in [
        'claim_no', 'unit_no', 'level', 'channel', 'is_own_behaviour', 'population', 'ordinal', 'to_ordinal',
        'moves_exposed', 'moves_unexposed', 'days_exposed', 'days_unexposed', 'overlap',
        'p_value', 'q_value', 'lacking', 'has_enough_data', 'verdict',
    ] -%}
    claims.{{ name }},
    {% endfor -%}
    {% set tells -%} {{ tells_something('claims.log_low', 'claims.log_high') }} {%- endset -%}
    case when {{ tells }} then claims.ratio_crude end as ratio_crude,
    case when {{ tells }} then exp(claims.log_ratio) end as ratio,
    case when {{ tells }} then exp(claims.log_low) end as ratio_low,
    case when {{ tells }} then exp(claims.log_high) end as ratio_high,
    reach.accounts as accounts_exposed,
    {# Where no engagement tells those who were about to move anyway, no move is said to be due to a touch. #}
    {% for name in ['extra_moves', 'extra_moves_low', 'extra_moves_high'] -%}
    case when diagnostics.has_engagement then extra.{{ name }} end as {{ name }},
    {% endfor -%}
    spend.spend,
    case when claims.has_enough_data then exp(2.80 * claims.log_error) end as min_detectable_ratio,
    1 - exp(-30 * chances.rate_unexposed * exp(claims.log_ratio)) as chance_30d_exposed,
    1 - exp(-30 * chances.rate_unexposed) as chance_30d_unexposed,
    chances.rate_unexposed * exp(claims.log_ratio) / chances.rate_average as speed_vs_average,
    exp(checks.log_shrunken) as ratio_shrunken,
    checks.prob_best,
    case when {{ tells }} then others.ratio_operational end as ratio_operational,
    case when {{ tells }} and own_channels.channel is null then others.ratio_campaign_free end as ratio_campaign_free,
    diagnostics.ratio_poisson,
    diagnostics.ratio_full_engagement,
    diagnostics.placebo_ratio,
    diagnostics.placebo_low,
    diagnostics.placebo_high,
    diagnostics.e_value,
    diagnostics.failed_diagnostics,
    case
        when not claims.has_enough_data then 'D'
        when claims.level = 'holdout' then 'A'
        else diagnostics.evidence
    end as evidence
from {{ ref('int_influence_claims') }} as claims
inner join {{ ref('int_influence_units') }} as units on claims.unit_no = units.unit_no
left join {{ ref('int_influence_reach') }} as reach
    on claims.unit_no = reach.unit_no and claims.population = reach.population
left join {{ ref('int_influence_extra_moves') }} as extra on claims.claim_no = extra.claim_no
left join {{ ref('int_influence_spend') }} as spend
    on claims.population = 'all' and units.level = spend.level and units.name = spend.name
left join {{ ref('int_influence_chances') }} as chances on claims.claim_no = chances.claim_no
left join {{ ref('int_influence_checks') }} as checks on claims.claim_no = checks.claim_no
left join {{ ref('int_influence_diagnostics') }} as diagnostics on claims.claim_no = diagnostics.claim_no
left join {{ ref('int_own_channels') }} as own_channels on claims.channel = own_channels.channel
left join others
    on claims.unit_no = others.unit_no
    and claims.population = others.population
    and claims.ordinal = others.ordinal
    and claims.to_ordinal = others.to_ordinal
