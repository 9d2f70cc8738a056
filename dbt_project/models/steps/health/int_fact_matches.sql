{# Facts up to as_of, and those of them that belong to no account or person we know: they lead to nothing,
   and come back by themselves on the day that whom they name is delivered. #}
with

opportunities as (

    select opportunities.opportunity_id, {{ business_day('opportunities.created_at') }} as created_day, accounts.account_key
    from {{ ref('stg_crm__opportunities') }} as opportunities
    left join {{ ref('int_account_records') }} as accounts on opportunities.account_id = accounts.account_id
    where not coalesce(opportunities.is_deleted, false)

),

signals as (

    select * from {{ ref('stg_intent__intent_signals') }} where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

observed as (

    select * from {{ ref('stg_enrichment__enrichment') }} where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

facts as (

    select 'opportunities' as object, account_key is not null as is_known
    from opportunities
    where created_day <= {{ as_of_day() }}
    union all
    {# A contact needs both: its person, and the opportunity of an account. #}
    select 'opportunity_contacts', people.person_id is not null and opportunities.account_key is not null
    from {{ ref('stg_crm__opportunity_contacts') }} as contacts
    left join opportunities on contacts.opportunity_id = opportunities.opportunity_id
    left join {{ ref('int_person_identities') }} as people on contacts.person_id = people.person_id
    where coalesce(opportunities.created_day, {{ as_of_day() }}) <= {{ as_of_day() }}
    union all
    select 'feedback', coalesce(people.person_id, case when feedback.person_id is null then accounts.account_id end) is not null
    from {{ ref('stg_crm__feedback') }} as feedback
    left join {{ ref('int_person_identities') }} as people on feedback.person_id = people.person_id
    left join {{ ref('int_account_records') }} as accounts on feedback.account_id = accounts.account_id
    where {{ business_day('feedback.given_at') }} <= {{ as_of_day() }}
    union all
    select 'intent_signals', account_key is not null from ({{ signals_with_accounts('signals') }}) as matched_signals
    union all
    select 'enrichment', account_key is not null from ({{ enrichment_with_accounts('observed') }}) as matched_rows

)

select object, count(*) as facts, sum(case when is_known then 0 else 1 end) as unmatched
from facts
group by object
