{# What an account is, by the CRM; where it is silent by the provider that observed the field last. The
   currency is that of the revenue, so the two come from one source. #}
{% set fields = ['industry', 'employee_count', 'annual_revenue', 'country', 'city', 'technologies'] -%}
with

accounts as (

    select
        *, cast(null as string) as technologies
    from {{ ref('int_accounts') }}
    where exclusion_reason is null

),

{% for field in fields -%}
{{ field }}_rows as (

    select
        account_key, provider, {{ field }}, currency,
        row_number() over (partition by account_key order by observed_day desc, provider) as provider_rank
    from {{ ref('int_enrichment') }}
    where {{ field }} is not null

){{ ',' if not loop.last }}

{% endfor -%}

select
    accounts.account_key
    {%- for field in fields %},
    coalesce(accounts.{{ field }}, {{ field }}_rows.{{ field }}) as {{ field }},
    case when accounts.{{ field }} is not null then 'crm' else {{ field }}_rows.provider end as {{ field }}_source
    {%- endfor %},
    case
        when accounts.annual_revenue is null and annual_revenue_rows.annual_revenue is not null
            then annual_revenue_rows.currency
        else accounts.currency
    end as currency
from accounts
{% for field in fields -%}
left join {{ field }}_rows
    on accounts.account_key = {{ field }}_rows.account_key and {{ field }}_rows.provider_rank = 1
{% endfor -%}
