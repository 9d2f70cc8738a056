{# Rows of `signals` (a CTE over intent signals) with the account that each names, null where nobody knows it. #}
{% macro signals_with_accounts(signals) -%}
select signals.*, coalesce(named_accounts.account_key, by_domain.account_key) as account_key
from {{ signals }} as signals
left join {{ ref('int_account_records') }} as named_accounts on signals.account_id = named_accounts.account_id
{{ account_by_domain('signals') }}
{%- endmacro %}


{# The same for enrichment, which names its account by id, registration id, domain or name, tried in this order. #}
{% macro enrichment_with_accounts(observed) -%}
select
    observed.*,
    coalesce(given.account_key, registrations.account_key, by_domain.account_key, by_name.account_key)
        as account_key
from {{ observed }} as observed
left join {{ ref('int_account_records') }} as given on observed.account_id = given.account_id
left join (
    select lower(trim(registration_id)) as registration_id, min(account_key) as account_key
    from {{ ref('int_accounts') }}
    where trim(registration_id) <> ''
    group by lower(trim(registration_id))
) as registrations on lower(trim(observed.registration_id)) = registrations.registration_id
{{ account_by_domain('observed') }}
left join {{ ref('stg_reference__company_names') }} as company_names on observed.name = company_names.raw_name
left join {{ ref('int_account_domains') }} as by_name
    on by_name.method = 'name'
    and company_names.normalised_name = by_name.matched_text
    and by_name.candidate_rank = 1
{%- endmacro %}


{% macro account_by_domain(facts) -%}
left join {{ ref('stg_reference__mail_domains') }} as mail_domains
    on lower(trim({{ facts }}.domain)) = mail_domains.raw_domain
left join {{ ref('int_account_domains') }} as by_domain
    on by_domain.method = 'domain'
    and case when mail_domains.domain_type = 'business' then mail_domains.registrable_domain end = by_domain.matched_text
    and by_domain.candidate_rank = 1
{%- endmacro %}
