{# Facts of the CRM that stage rules count, as spells of days: open opportunities, wins, people whom
   sales accepted. No campaign touch has a part in them. #}
with

accepted as (

    select people.account_key, versions.valid_from_day, versions.valid_to_day, people.created_day
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_people') }} as people on versions.person_key = people.person_key
    where lower(trim(versions.lead_status)) = 'accepted'
        and people.account_key is not null
        and people.exclusion_reason is null

),

spells as (

    select account_key, 'open_opportunities' as metric, from_day, to_day from {{ ref('int_open_opportunities') }}
    union all
    select account_key, 'won_opportunities', from_day, to_day from {{ ref('int_customer_facts') }} where is_win = 1
    union all
    select account_key, 'won_opportunities', from_day, to_day from {{ ref('int_stated_customers') }}
    union all
    select account_key, 'sales_accepted_people', greatest(valid_from_day, created_day), valid_to_day
    from accepted

)

select account_key, metric, from_day, to_day from spells where from_day < to_day
