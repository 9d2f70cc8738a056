{# Why deals were lost and people refused. Each lost opportunity and each rejection stands in one row. #}
with

obstacles as (

    select
        'opportunity' as lost_object,
        {{ stated('opportunities.lost_reason', 'none') }} as reason,
        {{ stated('opportunities.competitor', 'none') }} as competitor,
        opportunities.account_key,
        opportunities.closed_day as day,
        {{ stated('sources.lead_source') }} as source,
        amounts.company_amount
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('int_opportunity_amounts') }} as amounts
        on opportunities.opportunity_id = amounts.opportunity_id
    inner join {{ ref('int_accounts') }} as accounts
        on opportunities.account_key = accounts.account_key and accounts.exclusion_reason is null
    left join {{ ref('int_opportunity_sources') }} as sources
        on opportunities.opportunity_id = sources.opportunity_id
    where opportunities.is_lost and opportunities.closed_day is not null
    union all
    select
        'person', decisions.reason, 'none', people.account_key, decisions.decided_day,
        {{ stated('people.lead_source') }}, null
    from {{ ref('int_lead_decisions') }} as decisions
    inner join {{ ref('int_people') }} as people on decisions.person_key = people.person_key
    where decisions.decision = 'rejected'

),

summed as (

    select
        obstacles.lost_object,
        obstacles.reason,
        obstacles.competitor,
        coalesce(segments.segment, 'none') as segment,
        obstacles.source,
        cast(count(*) as integer) as lost,
        cast(sum(obstacles.company_amount) as decimal(18, 2)) as amount,
        cast(
            sum(case when obstacles.lost_object = 'opportunity' and obstacles.company_amount is null then 1 else 0 end)
            as integer
        ) as without_amount
    from obstacles
    left join {{ ref('int_account_segments') }} as segments
        on obstacles.account_key = segments.account_key
        and obstacles.day >= segments.valid_from_day
        and obstacles.day < segments.valid_to_day
    group by
        obstacles.lost_object, obstacles.reason, obstacles.competitor, coalesce(segments.segment, 'none'), obstacles.source

)

select
    summed.*,
    {{ run_columns() }}
from summed
{{ run_join() }}
