{# What campaigns are measured by, up to as_of. Leads, MQLs and SQLs are entries into the stage as
   lead_rejections counts them; renewals are no new opportunity, and who buys once more is no new customer. #}
with

opportunities as (

    select opportunities.*, amounts.company_amount, amounts.amount as stated_amount
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('int_opportunity_amounts') }} as amounts
        on opportunities.opportunity_id = amounts.opportunity_id
    inner join {{ ref('int_accounts') }} as accounts
        on opportunities.account_key = accounts.account_key and accounts.exclusion_reason is null
    where opportunities.type in ('new', 'expansion')

),

told_apart as (

    select
        *,
        type = 'new' and is_won and row_number() over (
            partition by account_key, type, is_won order by closed_day, opportunity_id
        ) = 1 as wins_customer
    from opportunities

)

select
    stage as event, 'person' as subject, person_key as subject_key, cast(entered_day as string) as event_id,
    entered_day as day, cast(null as decimal(18, 2)) as amount, 0 as unknown_amounts
from {{ ref('int_lead_stage_spells') }}
where stage in ('lead', 'mql', 'sql')
    and coalesce(ordinal > previous_ordinal, true)
    and entered_day <= {{ as_of_day() }}
{% for event, day, condition in [
    ('opportunity', 'created_day', 'true'),
    ('won', 'closed_day', 'is_won'),
    ('customer', 'closed_day', 'wins_customer'),
] -%}
union all
select
    '{{ event }}', 'account', account_key, opportunity_id, {{ day }}, company_amount,
    case when company_amount is null and stated_amount is not null then 1 else 0 end
from told_apart
where {{ condition }}
{% endfor %}
