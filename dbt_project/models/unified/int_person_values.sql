{# Attributes of people as rows, of fields that a scoring rule looks at; '' is null. #}
{% set fields = ['email', 'phone', 'mobile', 'wechat_id', 'full_name', 'title', 'department', 'seniority', 'company_name',
                 'country', 'city', 'preferred_language', 'lead_source', 'lead_status', 'rejected_reason', 'owner_id',
                 'budget_amount', 'budget_currency', 'budget_confirmed', 'authority', 'need_strength', 'pain_point',
                 'timeline_days', 'referred_by_account_id', 'consent_status', 'buying_role'] -%}
with

ruled_fields as (

    select distinct field from {{ ref('int_rule_items') }} where rule_set = 'scoring' and subject = 'person'

),

versions as (

    select * from {{ ref('int_person_versions') }}

),

names as (

    select full_name, {{ name_looks_real('full_name') }} as name_looks_real
    from (select distinct full_name from versions where full_name is not null) as distinct_names

)

{% for field in fields %}
select
    person_key, valid_from_day, valid_to_day,
    '{{ field }}' as field, coalesce(cast({{ field }} as string), '') as value
from versions
where exists (select 1 from ruled_fields where field = '{{ field }}')
union all
{% endfor %}
select
    versions.person_key, versions.valid_from_day, versions.valid_to_day, 'name_looks_real',
    case when names.name_looks_real then 'true' when not names.name_looks_real then 'false' else '' end
from versions
left join names on versions.full_name = names.full_name
union all
select
    versions.person_key, versions.valid_from_day, versions.valid_to_day, 'email_domain_type',
    case
        when mail_domains.registrable_domain is null then 'none'
        else mail_domains.domain_type
    end
from versions
left join {{ ref('stg_reference__mail_domains') }} as mail_domains
    on {{ dbt.split_part('lower(trim(versions.email))', "'@'", 2) }} = mail_domains.raw_domain
union all
select person_key, {{ first_day() }}, {{ last_day() }}, 'is_competitor', case when is_competitor then 'true' else 'false' end
from {{ ref('int_people') }}
union all
select
    versions.person_key, versions.valid_from_day, versions.valid_to_day,
    custom_fields.name, coalesce({{ json_text('versions._extra', 'custom_fields.' ~ adapter.quote('column')) }}, '')
from versions
cross join {{ ref('custom_fields') }} as custom_fields
where custom_fields.object = 'people'
