{# Accounts that seed account_exclusions leaves out, by any of their records. #}
with

records as (

    select
        identities.survivor_id,
        accounts.account_id,
        mail_domains.registrable_domain,
        company_names.normalised_name
    from {{ ref('stg_crm__accounts') }} as accounts
    inner join {{ ref('int_account_identities') }} as identities on accounts.account_id = identities.account_id
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on lower(trim(accounts.domain)) = mail_domains.raw_domain
    left join {{ ref('stg_reference__company_names') }} as company_names
        on accounts.name = company_names.raw_name

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

)

select records.survivor_id as account_id, min(exclusions.reason) as exclusion_reason
from records
inner join exclusions
    on records.account_id = exclusions.account_id
    or records.registrable_domain = exclusions.domain
    or records.normalised_name = exclusions.normalised_name
group by records.survivor_id
