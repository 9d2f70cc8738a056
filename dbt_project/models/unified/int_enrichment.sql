{# Each provider's latest row of an account as of as_of. A row names its account by id, registration id,
   domain or name, tried in this order. #}
with

observed as (

    select *, {{ day_number('observed_on') }} as observed_day
    from {{ ref('stg_enrichment__enrichment') }}
    where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

registrations as (

    select lower(trim(registration_id)) as registration_id, min(account_key) as account_key
    from {{ ref('int_accounts') }}
    where trim(registration_id) <> ''
    group by lower(trim(registration_id))

),

matched as (

    select
        observed.*,
        coalesce(given.account_key, registrations.account_key, by_domain.account_key, by_name.account_key)
            as account_key
    from observed
    left join {{ ref('int_account_records') }} as given on observed.account_id = given.account_id
    left join registrations on lower(trim(observed.registration_id)) = registrations.registration_id
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on lower(trim(observed.domain)) = mail_domains.raw_domain
    left join {{ ref('int_account_domains') }} as by_domain
        on by_domain.method = 'domain'
        and case when mail_domains.domain_type = 'business' then mail_domains.registrable_domain end = by_domain.matched_text
        and by_domain.candidate_rank = 1
    left join {{ ref('stg_reference__company_names') }} as company_names on observed.name = company_names.raw_name
    left join {{ ref('int_account_domains') }} as by_name
        on by_name.method = 'name'
        and company_names.normalised_name = by_name.matched_text
        and by_name.candidate_rank = 1

),

ranked as (

    select
        *,
        row_number() over (
            partition by account_key, provider
            order by
                observed_day desc,
                coalesce(account_id, '') desc, coalesce(registration_id, '') desc,
                coalesce(domain, '') desc, coalesce(name, '') desc
        ) as row_rank
    from matched
    where account_key is not null

)

select
    account_key, provider, observed_day, industry, employee_count, annual_revenue, currency, country, city,
    nullif(trim(technologies), '') as technologies
from ranked
where row_rank = 1
