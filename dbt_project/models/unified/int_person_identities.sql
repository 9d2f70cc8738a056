{# People with one normalised e-mail, or without e-mail one E.164 phone, are one person. #}
with

people as (

    select
        person_id,
        nullif(lower(trim(email)), '') as email,
        coalesce(phone, mobile) as raw_phone,
        coalesce(country, '') as country,
        created_at,
        coalesce(
            consent_status = 'withdrawn'
            and coalesce({{ business_day('consent_at') }} <= {{ as_of_day() }}, true),
            false
        ) as is_withdrawn
    from {{ ref('stg_crm__people') }}
    where not coalesce(is_deleted, false)
        and {{ business_day('created_at') }} <= {{ as_of_day() }}

),

keyed as (

    select
        people.*,
        case
            when people.email is not null then 'email:' || people.email
            when phones.e164 is not null then 'phone:' || phones.e164
            else 'person:' || people.person_id
        end as identity_key
    from people
    left join {{ ref('stg_reference__phones') }} as phones
        on people.email is null
        and people.raw_phone = phones.raw_phone
        and people.country = phones.country

),

profiling_consents as (

    select
        person_id, status,
        row_number() over (partition by person_id order by changed_at desc, status desc) as consent_rank
    from {{ ref('stg_automation__consents') }}
    where purpose = 'profiling' and {{ business_day('changed_at') }} <= {{ as_of_day() }}

),

consented as (

    select
        keyed.*,
        keyed.is_withdrawn or coalesce(profiling_consents.status = 'withdrawn', false) as has_withdrawn
    from keyed
    left join profiling_consents
        on keyed.person_id = profiling_consents.person_id and profiling_consents.consent_rank = 1

)

select
    person_id,
    first_value(person_id) over (
        partition by identity_key order by created_at, person_id
        rows between unbounded preceding and unbounded following
    ) as survivor_id,
    count(*) over (partition by identity_key) as records,
    max(case when has_withdrawn then 1 else 0 end) over (partition by identity_key) = 1 as is_withdrawn
from consented
