{# Identity, consent and exclusions are those of as_of for all days. #}
with

accounts as (

    select accounts.*, {{ business_day('accounts.created_at') }} as created_day
    from {{ ref('stg_crm__accounts') }} as accounts
    inner join {{ ref('int_account_identities') }} as identities
        on accounts.account_id = identities.account_id
        and identities.account_id = identities.survivor_id
    left join {{ ref('int_account_rollups') }} as rollups on accounts.account_id = rollups.account_id
    where rollups.account_id is null

),

{# Merged and rolled-up parents are named by what they are part of. #}
parents as (

    select identities.account_id, coalesce(rollups.top_id, identities.survivor_id) as parent_account_id
    from {{ ref('int_account_identities') }} as identities
    left join {{ ref('int_account_rollups') }} as rollups on identities.survivor_id = rollups.account_id

),

records as (

    select parent_account_id as account_id, count(*) as records from parents group by parent_account_id

),

named as (

    select
        accounts.*,
        mail_domains.registrable_domain,
        company_names.normalised_name,
        nullif(parents.parent_account_id, accounts.account_id) as parent_id,
        records.records
    from accounts
    inner join records on accounts.account_id = records.account_id
    left join parents on accounts.parent_account_id = parents.account_id
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on lower(trim(accounts.domain)) = mail_domains.raw_domain
    left join {{ ref('stg_reference__company_names') }} as company_names
        on accounts.name = company_names.raw_name

)

select
    cast(row_number() over (order by named.account_id) as integer) as account_key,
    named.account_id,
    named.name,
    named.registrable_domain as domain,
    named.normalised_name,
    named.registration_id,
    named.industry,
    named.employee_count,
    named.annual_revenue,
    named.currency,
    named.country,
    named.region,
    named.city,
    named.time_zone,
    named.parent_id as parent_account_id,
    named.owner_id,
    coalesce(named.is_target, false) as is_target,
    exclusions.exclusion_reason,
    named.records,
    named.created_at,
    named.created_day,
    {{ day_number('named.customer_since') }} as customer_since_day,
    {{ business_day('named.churned_at') }} as churned_day,
    named.contract_end_on,
    named.updated_at as source_updated_at,
    named._row_hash as source_row
from named
left join {{ ref('int_account_exclusions') }} as exclusions on named.account_id = exclusions.account_id
