{# Facts of the CRM that stage rules count, as spells of days: open opportunities, wins, people whom
   sales accepted. No campaign touch has a part in them. #}
with

wins as (

    select account_key, closed_day as won_day from {{ ref('int_opportunities') }} where is_won
    union all
    select account_key, customer_since_day
    from {{ ref('int_accounts') }}
    where customer_since_day <= {{ as_of_day() }}

),

accepted as (

    select people.account_key, versions.valid_from_day, versions.valid_to_day, people.created_day
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_people') }} as people on versions.person_key = people.person_key
    where lower(trim(versions.lead_status)) = 'accepted'
        and people.account_key is not null
        and people.exclusion_reason is null

),

{# A part that is a customer by its own record makes the whole one. #}
rolled_up_customers as (

    select
        records.account_key,
        {{ day_number('accounts.customer_since') }} as from_day,
        case
            when {{ business_day('accounts.churned_at') }} <= {{ as_of_day() }}
                and {{ day_number('accounts.customer_since') }} <= {{ business_day('accounts.churned_at') }}
                then {{ business_day('accounts.churned_at') }}
            else {{ last_day() }}
        end as to_day
    from {{ ref('int_account_rollups') }} as rollups
    inner join {{ ref('stg_crm__accounts') }} as accounts on rollups.account_id = accounts.account_id
    inner join {{ ref('int_account_records') }} as records on rollups.account_id = records.account_id
    where {{ day_number('accounts.customer_since') }} <= {{ as_of_day() }}

),

spells as (

    select account_key, 'open_opportunities' as metric, from_day, to_day from {{ ref('int_open_opportunities') }}
    union all
    select
        wins.account_key,
        'won_opportunities',
        wins.won_day,
        case
            when accounts.churned_day <= {{ as_of_day() }} and wins.won_day <= accounts.churned_day
                then accounts.churned_day
            else {{ last_day() }}
        end
    from wins
    inner join {{ ref('int_accounts') }} as accounts on wins.account_key = accounts.account_key
    union all
    select account_key, 'won_opportunities', from_day, to_day from rolled_up_customers
    union all
    select account_key, 'sales_accepted_people', greatest(valid_from_day, created_day), valid_to_day
    from accepted

)

select account_key, metric, from_day, to_day from spells where from_day < to_day
