{# Identity, consent and exclusions are those of as_of for all days. #}
with

accounts as (

    select *, {{ business_day('created_at') }} as created_day
    from {{ ref('stg_crm__accounts') }}
    where not coalesce(is_deleted, false)

),

named as (

    select
        accounts.*,
        mail_domains.registrable_domain,
        company_names.normalised_name
    from accounts
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on lower(trim(accounts.domain)) = mail_domains.raw_domain
    left join {{ ref('stg_reference__company_names') }} as company_names
        on accounts.name = company_names.raw_name
    where accounts.created_day <= {{ as_of_day() }}

),

exclusions as (

    select
        account_exclusions.account_id,
        lower(trim(account_exclusions.domain)) as domain,
        company_names.normalised_name,
        account_exclusions.reason
    from {{ ref('account_exclusions') }} as account_exclusions
    left join {{ ref('stg_reference__company_names') }} as company_names
        on account_exclusions.name = company_names.raw_name

),

excluded as (

    select named.account_id, min(exclusions.reason) as exclusion_reason
    from named
    inner join exclusions
        on named.account_id = exclusions.account_id
        or named.registrable_domain = exclusions.domain
        or named.normalised_name = exclusions.normalised_name
    group by named.account_id

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
    named.parent_account_id,
    named.owner_id,
    coalesce(named.is_target, false) as is_target,
    excluded.exclusion_reason,
    named.created_at,
    named.created_day,
    {{ day_number('named.customer_since') }} as customer_since_day,
    {{ business_day('named.churned_at') }} as churned_day,
    named.contract_end_on,
    named.updated_at as source_updated_at,
    named._row_hash as source_row
from named
left join excluded on named.account_id = excluded.account_id
