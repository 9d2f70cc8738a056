{% set purposes = ['email', 'phone', 'sms', 'wechat', 'profiling'] -%}
select
    people.person_id,
    people.full_name as person_name,
    people.email,
    people.phone,
    people.mobile,
    people.wechat_id,
    people.title,
    people.department,
    people.seniority,
    titles.buying_role,
    people.company_name,
    labels.account_id,
    labels.account_name,
    people.account_match_method,
    labels.segment,
    labels.region,
    people.country,
    people.city,
    people.preferred_language,
    people.lead_source,
    people.lead_status,
    coalesce(people.owner_id, labels.owner_id) as owner_id,
    people.email_domain_type,
    names.name_looks_real,
    consents.consent_status,
    {% for purpose in purposes -%}
    consents.consent_{{ purpose }},
    {% endfor -%}
    cast(people.records as integer) as source_records,
    {{ day_date('people.created_day') }} as created_on,
    people.source_updated_at,
    people.source_row,
    {{ run_columns() }}
from {{ ref('int_people') }} as people
left join {{ ref('int_titles') }} as titles on people.title = titles.title
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
inner join {{ ref('int_person_consents') }} as consents on people.person_key = consents.person_key
left join (
    select full_name, {{ name_looks_real('full_name') }} as name_looks_real
    from (select distinct full_name from {{ ref('int_people') }} where full_name is not null) as distinct_names
) as names on people.full_name = names.full_name
{{ run_join() }}
where people.exclusion_reason is null
