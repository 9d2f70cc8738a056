{% set purposes = ['email', 'phone', 'sms', 'wechat', 'profiling'] -%}
with

consents as (

    select
        identities.survivor_id as person_id,
        consents.purpose,
        consents.status,
        row_number() over (
            partition by identities.survivor_id, consents.purpose
            order by consents.changed_at desc, consents.status desc
        ) as consent_rank
    from {{ ref('stg_automation__consents') }} as consents
    inner join {{ ref('int_person_identities') }} as identities on consents.person_id = identities.person_id
    where {{ business_day('consents.changed_at') }} <= {{ as_of_day() }}

),

latest_consents as (

    select
        person_id,
        {% for purpose in purposes -%}
        max(case when purpose = '{{ purpose }}' then status end) as consent_{{ purpose }}{{ ',' if not loop.last }}
        {% endfor %}
    from consents
    where consent_rank = 1
    group by person_id

)

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
    {# Withdrawn after as_of is not withdrawn yet; what held before is not known. #}
    case when people.consent_status = 'granted' then 'granted' else 'unknown' end as consent_status,
    {% for purpose in purposes -%}
    coalesce(
        latest_consents.consent_{{ purpose }},
        case when people.consent_status = 'granted' then 'granted' else 'unknown' end
    ) as consent_{{ purpose }},
    {% endfor -%}
    cast(people.records as integer) as source_records,
    {{ day_date('people.created_day') }} as created_on,
    people.source_updated_at,
    people.source_row,
    {{ run_columns() }}
from {{ ref('int_people') }} as people
left join {{ ref('int_titles') }} as titles on people.title = titles.title
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join latest_consents on people.person_id = latest_consents.person_id
left join (
    select full_name, {{ name_looks_real('full_name') }} as name_looks_real
    from (select distinct full_name from {{ ref('int_people') }} where full_name is not null) as distinct_names
) as names on people.full_name = names.full_name
{{ run_join() }}
where people.exclusion_reason is null
