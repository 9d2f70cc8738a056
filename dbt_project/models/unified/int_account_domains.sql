{# Several accounts on one domain, or of one name: the top of their hierarchy first, then the oldest.
   An account has the domains and names of all its records, merged and rolled-up ones too; a spelling is a
   name with its legal form. #}
{% set kinds = [('domain', 'mail_domains.registrable_domain'), ('name', 'company_names.normalised_name'), ('spelling', 'company_names.spelling')] -%}
with

records as (

    {% for method, column in kinds -%}
    select distinct '{{ method }}' as method, {{ column }} as matched_text, records.account_key
    from {{ ref('stg_crm__accounts') }} as accounts
    inner join {{ ref('int_account_records') }} as records on accounts.account_id = records.account_id
    left join {{ ref('stg_reference__mail_domains') }} as mail_domains
        on lower(trim(accounts.domain)) = mail_domains.raw_domain
    left join {{ ref('stg_reference__company_names') }} as company_names
        on accounts.name = company_names.raw_name
    where {{ column }} <> ''
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

candidates as (

    select
        records.method, records.matched_text,
        accounts.account_key, accounts.account_id, accounts.parent_account_id, accounts.created_at
    from records
    inner join {{ ref('int_accounts') }} as accounts on records.account_key = accounts.account_key

)

select
    candidates.method,
    candidates.matched_text,
    candidates.account_key,
    count(*) over (partition by candidates.method, candidates.matched_text) as candidates,
    row_number() over (
        partition by candidates.method, candidates.matched_text
        order by
            case when parents.account_id is null then 0 else 1 end,
            candidates.created_at,
            candidates.account_id
    ) as candidate_rank
from candidates
left join candidates as parents
    on candidates.parent_account_id = parents.account_id
    and candidates.method = parents.method
    and candidates.matched_text = parents.matched_text
