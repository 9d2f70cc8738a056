{# One row per person as of as_of: whose account they are, and whether they count at all. #}
with

survivors as (

    select
        people.*,
        {{ business_day('people.created_at') }} as created_day,
        addresses.email as normalised_email,
        addresses.email_domain,
        addresses.email_domain_type,
        addresses.normalised_company,
        identities.records,
        identities.is_withdrawn
    from {{ ref('stg_crm__people') }} as people
    inner join {{ ref('int_person_identities') }} as identities on people.person_id = identities.person_id
    inner join {{ ref('int_person_addresses') }} as addresses on people.person_id = addresses.person_id

),

matched as (

    select
        survivors.*,
        matches.account_key,
        matches.method as account_match_method
    from survivors
    left join {{ ref('int_person_matches') }} as matches on survivors.person_id = matches.person_id

),

competitors as (

    select distinct matched.person_id
    from matched
    left join {{ ref('account_exclusions') }} as exclusions
        on exclusions.reason = 'competitor'
    left join {{ ref('stg_reference__company_names') }} as company_names
        on exclusions.name = company_names.raw_name
    where matched.email_domain = lower(trim(exclusions.domain))
        or matched.normalised_company = company_names.normalised_name

)

select
    cast(row_number() over (order by matched.person_id) as integer) as person_key,
    matched.person_id,
    matched.account_key,
    matched.account_match_method,
    matched.normalised_email as email,
    matched.email_domain,
    matched.email_domain_type,
    matched.phone,
    matched.mobile,
    matched.wechat_id,
    matched.full_name,
    matched.title,
    matched.department,
    matched.seniority,
    matched.company_name,
    matched.country,
    matched.city,
    matched.preferred_language,
    matched.lead_source,
    matched.lead_status,
    matched.rejected_reason,
    matched.owner_id,
    matched.consent_status,
    matched.records,
    competitors.person_id is not null as is_competitor,
    case
        when matched.is_withdrawn then 'consent_withdrawn'
        when own_domains.domain is not null then 'own_domain'
        when accounts.exclusion_reason is not null then 'account_excluded'
    end as exclusion_reason,
    matched.created_day,
    matched.updated_at as source_updated_at,
    matched._row_hash as source_row
from matched
left join competitors on matched.person_id = competitors.person_id
left join {{ ref('int_accounts') }} as accounts on matched.account_key = accounts.account_key
left join {{ ref('own_domains') }} as own_domains
    on matched.email_domain = lower(trim(own_domains.domain))
