{# Which accounts meet every condition, in which order, and the tier that the order gives: the first
   whose share of the qualified reaches so far. Potential first, then fit, then who can be reached. #}
with

measures as (

    select
        account_key,
        max(case when measure = 'icp_score' then value end) as icp_score,
        max(case when measure = 'decision_makers_reachable' then value end) as decision_makers_reachable
    from {{ ref('int_target_measures') }}
    group by account_key

),

checks as (

    select
        account_key,
        {% for condition in ['strategic', 'potential', 'reach'] -%}
        sum(case when condition = '{{ condition }}' and not is_met then 1 else 0 end) as unmet_{{ condition }},
        {% endfor -%}
        nullif({{ joined_text(
            "case when not is_met then words end", '; ',
            "case condition when 'strategic' then 1 when 'potential' then 2 else 3 end, measure"
        ) }}, '') as missing_for_target
    from {{ ref('int_target_checks') }}
    group by account_key

),

judged as (

    select
        measures.*,
        potentials.potential_cents,
        {% for condition in ['strategic', 'potential', 'reach'] -%}
        coalesce(checks.unmet_{{ condition }}, 0) = 0 as meets_{{ condition }},
        {% endfor -%}
        checks.missing_for_target,
        accounts.account_id
    from measures
    inner join {{ ref('int_potential_scores') }} as potentials on measures.account_key = potentials.account_key
    inner join {{ ref('int_accounts') }} as accounts on measures.account_key = accounts.account_key
    left join checks on measures.account_key = checks.account_key

),

qualified as (

    select
        account_key,
        cast(row_number() over (
            order by potential_cents desc, coalesce(icp_score, -1) desc, decision_makers_reachable desc, account_id
        ) as integer) as target_rank,
        cast(count(*) over () as integer) as qualified_accounts
    from judged
    where meets_strategic and meets_potential and meets_reach

),

tiers as (

    select tier, is_target, cast(round(top_share * 10000) as integer) as ten_thousandths
    from {{ ref('target_tiers') }}

),

placed as (

    select
        qualified.account_key, tiers.tier, tiers.is_target,
        row_number() over (partition by qualified.account_key order by tiers.ten_thousandths) as tier_rank
    from qualified
    inner join tiers on (qualified.target_rank - 1) * 10000 < tiers.ten_thousandths * qualified.qualified_accounts

)

select
    judged.*,
    qualified.target_rank,
    placed.tier,
    coalesce(placed.is_target, false) as is_target
from judged
left join qualified on judged.account_key = qualified.account_key
left join placed on judged.account_key = placed.account_key and placed.tier_rank = 1
