{# What makes an account a customer, as spells: opportunities won, and the CRM's word (customer_since, of
   a part that rolls up too). After a churn only later wins and words count. #}
with

wins as (

    select opportunities.account_key, opportunities.closed_day as from_day, accounts.churned_day
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('int_accounts') }} as accounts on opportunities.account_key = accounts.account_key
    where opportunities.is_won

),

words as (

    select account_key, customer_since_day as from_day, churned_day from {{ ref('int_accounts') }}
    union all
    select
        records.account_key,
        {{ day_number('accounts.customer_since') }},
        {{ business_day('accounts.churned_at') }}
    from {{ ref('int_account_rollups') }} as rollups
    inner join {{ ref('stg_crm__accounts') }} as accounts on rollups.account_id = accounts.account_id
    inner join {{ ref('int_account_records') }} as records on rollups.account_id = records.account_id

),

facts as (

    select account_key, from_day, churned_day, 1 as is_win from wins
    union all
    select account_key, from_day, churned_day, 0 from words where from_day <= {{ as_of_day() }}

)

select
    account_key,
    is_win,
    from_day,
    case
        when churned_day <= {{ as_of_day() }} and from_day <= churned_day then churned_day
        else {{ last_day() }}
    end as to_day
from facts
