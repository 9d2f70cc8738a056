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

profiling_refused as (

    select person_id, max({{ business_day('changed_at') }}) as refused_day
    from {{ ref('stg_automation__consents') }}
    where purpose = 'profiling' and status = 'withdrawn'
        and {{ business_day('changed_at') }} <= {{ as_of_day() }}
    group by person_id

),

profiling_granted as (

    select person_id, max({{ business_day('changed_at') }}) as granted_day
    from {{ ref('stg_automation__consents') }}
    where purpose = 'profiling' and status = 'granted'
        and {{ business_day('changed_at') }} <= {{ as_of_day() }}
    group by person_id

),

consented as (

    select
        keyed.*,
        keyed.is_withdrawn
            or (
                profiling_refused.refused_day is not null
                and coalesce(profiling_refused.refused_day >= profiling_granted.granted_day, true)
            ) as has_withdrawn
    from keyed
    left join profiling_refused on keyed.person_id = profiling_refused.person_id
    left join profiling_granted on keyed.person_id = profiling_granted.person_id

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
