select
    {{ account_labels() }},
    labels.owner_name,
    targets.tier,
    targets.is_target,
    targets.decided_by,
    targets.agreed_by,
    targets.agreed_on,
    targets.note,
    accounts.is_target as crm_is_target,
    targets.target_rank as rank,
    targets.meets_strategic,
    targets.meets_potential,
    targets.meets_reach,
    targets.missing_for_target,
    cast(targets.icp_score as decimal(9, 2)) as icp_score,
    {{ points('targets.potential_cents') }} as potential_score,
    cast(accounts.annual_revenue as decimal(18, 2)) as annual_revenue,
    cast(measures.won_opportunities as integer) as won_opportunities,
    cast(measures.intent_topics as integer) as intent_topics_90d,
    cast(targets.decision_makers_reachable as integer) as decision_makers_reachable,
    expansions.expansion_stage,
    {{ day_date('expansions.customer_day') }} as customer_from,
    {{ day_date('case when accounts.churned_day <= ' ~ as_of_day() ~ ' then accounts.churned_day end') }} as churned_on,
    accounts.contract_end_on,
    {{ run_columns() }}
from {{ ref('int_target_accounts') }} as targets
inner join {{ ref('int_account_labels') }} as labels on targets.account_key = labels.account_key
inner join {{ ref('int_accounts') }} as accounts on targets.account_key = accounts.account_key
inner join (
    select
        account_key,
        max(case when measure = 'won_opportunities' then value end) as won_opportunities,
        max(case when measure = 'intent_topics' then value end) as intent_topics
    from {{ ref('int_target_measures') }}
    group by account_key
) as measures on targets.account_key = measures.account_key
left join {{ ref('int_expansions') }} as expansions on targets.account_key = expansions.account_key
{{ run_join() }}
