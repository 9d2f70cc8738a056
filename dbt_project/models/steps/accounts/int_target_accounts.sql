{# Targets as they are in force: the order of the rules, and over it what sales and marketing agreed
   on by hand up to as_of. Who was made a target by hand is of the tier that was agreed, else of the
   rules' tier, else of the lowest tier of targets. #}
with

agreed as (

    select *
    from {{ ref('target_overrides') }}
    where agreed_on is null or {{ day_number('agreed_on') }} <= {{ as_of_day() }}

),

lowest_tiers as (

    select tier, row_number() over (order by top_share desc) as tier_rank
    from {{ ref('target_tiers') }}
    where is_target

)

select
    ranks.account_key,
    ranks.account_id,
    ranks.icp_score,
    ranks.potential_cents,
    ranks.decision_makers_reachable,
    ranks.meets_strategic,
    ranks.meets_potential,
    ranks.meets_reach,
    ranks.missing_for_target,
    ranks.target_rank,
    case
        when agreed.account_id is null then ranks.tier
        when agreed.is_target then coalesce(agreed.tier, case when ranks.is_target then ranks.tier end, lowest_tiers.tier)
    end as tier,
    coalesce(agreed.is_target, ranks.is_target) as is_target,
    case when agreed.account_id is not null then 'override' else 'rules' end as decided_by,
    agreed.agreed_by,
    agreed.agreed_on,
    agreed.note
from {{ ref('int_target_ranks') }} as ranks
left join agreed on ranks.account_id = agreed.account_id
left join lowest_tiers on lowest_tiers.tier_rank = 1
