{# One row per person as of as_of: whose account they are, and whether they count at all. #}
with

survivors as (

    select
        people.*,
        {{ business_day('people.created_at') }} as created_day,
        nullif(lower(trim(people.email)), '') as normalised_email,
        identities.records,
        identities.is_withdrawn
    from {{ ref('stg_crm__people') }} as people
    inner join {{ ref('int_person_identities') }} as identities
        on people.person_id = identities.person_id
        and identities.person_id = identities.survivor_id

),

addressed as (

    select
        survivors.*,
        mail_domains.registrable_domain as email_domain,
        company_names.normalised_name as normalised_company,
        case
            when mail_domains.registrable_domain is null then 'none'
            else coalesce(free_mail_domains.domain_type, 'business')
        end as email_domain_type
    from survivors
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on {{ dbt.split_part('survivors.normalised_email', "'@'", 2) }} = mail_domains.raw_domain
    left join {{ ref('free_mail_domains') }} as free_mail_domains
        on mail_domains.registrable_domain = lower(trim(free_mail_domains.domain))
    left join {{ ref('stg_reference__company_names') }} as company_names
        on survivors.company_name = company_names.raw_name

),

{# What was agreed on the person goes before the e-mail, the e-mail before the domain. #}
ranked_overrides as (

    select
        addressed.person_id,
        account_match_overrides.account_id,
        row_number() over (
            partition by addressed.person_id
            order by
                case
                    when addressed.person_id = account_match_overrides.person_id then 0
                    when addressed.normalised_email = lower(trim(account_match_overrides.email)) then 1
                    else 2
                end,
                account_match_overrides.account_id
        ) as override_rank
    from addressed
    inner join {{ ref('account_match_overrides') }} as account_match_overrides
        on addressed.person_id = account_match_overrides.person_id
        or addressed.normalised_email = lower(trim(account_match_overrides.email))
        or addressed.email_domain = lower(trim(account_match_overrides.domain))

),

overrides as (

    select person_id, account_id from ranked_overrides where override_rank = 1

),

matched as (

    select
        addressed.*,
        coalesce(
            overridden.account_key, given.account_key, by_domain.account_key, by_name.account_key
        ) as account_key,
        case
            when overridden.account_key is not null then 'override'
            when given.account_key is not null then 'given'
            when by_domain.account_key is not null then 'domain'
            when by_name.account_key is not null then 'name'
        end as account_match_method
    from addressed
    left join overrides on addressed.person_id = overrides.person_id
    left join {{ ref('int_accounts') }} as overridden on overrides.account_id = overridden.account_id
    left join {{ ref('int_accounts') }} as given on addressed.account_id = given.account_id
    left join {{ ref('int_account_domains') }} as by_domain
        on by_domain.method = 'domain'
        and addressed.email_domain_type = 'business'
        and addressed.email_domain = by_domain.matched_text
    left join {{ ref('int_account_domains') }} as by_name
        on by_name.method = 'name' and addressed.normalised_company = by_name.matched_text

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
