{# Each provider's latest row of an account as of as_of. #}
with

observed as (

    select *, {{ day_number('observed_on') }} as observed_day
    from {{ ref('stg_enrichment__enrichment') }}
    where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

matched as (

    {{ enrichment_with_accounts('observed') }}

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
