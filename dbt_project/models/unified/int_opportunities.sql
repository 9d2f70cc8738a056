{# Opportunities up to as_of. A close date after as_of has not happened yet. #}
with

opportunities as (

    select *, {{ business_day('created_at') }} as created_day, {{ business_day('closed_at') }} as raw_closed_day
    from {{ ref('stg_crm__opportunities') }}
    where not coalesce(is_deleted, false)

)

select
    opportunities.opportunity_id,
    accounts.account_key,
    opportunities.name,
    coalesce(lower(trim(opportunities.type)), 'new') as type,
    opportunities.stage,
    opportunities.amount,
    opportunities.currency,
    opportunities.owner_id,
    opportunities.lost_reason,
    opportunities.competitor,
    opportunities.created_day,
    opportunities.raw_closed_day,
    case when opportunities.raw_closed_day <= {{ as_of_day() }} then opportunities.raw_closed_day end as closed_day,
    coalesce(opportunities.is_won, false) and opportunities.raw_closed_day <= {{ as_of_day() }} as is_won,
    coalesce(not opportunities.is_won, false) as is_lost
from opportunities
inner join {{ ref('int_account_records') }} as accounts on opportunities.account_id = accounts.account_id
where opportunities.created_day <= {{ as_of_day() }}
