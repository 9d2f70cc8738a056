{# What each person agreed to, by purpose, as of as_of: the latest word of any record merged into one,
   else what the record itself says. #}
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

),

stated as (

    {# Withdrawn after as_of is not withdrawn yet; what held before is not known. #}
    select
        person_key, person_id,
        case when consent_status = 'granted' then 'granted' else 'unknown' end as consent_status
    from {{ ref('int_people') }}

)

select
    stated.person_key,
    stated.consent_status
    {%- for purpose in purposes %},
    coalesce(latest_consents.consent_{{ purpose }}, stated.consent_status) as consent_{{ purpose }}
    {%- endfor %}
from stated
left join latest_consents on stated.person_id = latest_consents.person_id
