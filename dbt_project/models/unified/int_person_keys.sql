{# What makes two person records one: the normalised e-mail, without e-mail the E.164 phone. A deleted
   record takes part only where it was merged into another. #}
with

people as (

    select
        person_id,
        merged_into_id,
        nullif(lower(trim(email)), '') as email,
        coalesce(phone, mobile) as raw_phone,
        coalesce(country, '') as country,
        created_at,
        case when coalesce(is_deleted, false) then 1 else 0 end as is_gone,
        coalesce(
            consent_status = 'withdrawn'
            and coalesce({{ business_day('consent_at') }} <= {{ as_of_day() }}, true),
            false
        ) as is_withdrawn
    from {{ ref('stg_crm__people') }}
    where {{ business_day('created_at') }} <= {{ as_of_day() }}

)

select
    people.person_id,
    people.merged_into_id,
    people.created_at,
    people.is_gone,
    people.is_withdrawn,
    people.email,
    case
        when people.email is not null then 'email:' || people.email
        when phones.e164 is not null then 'phone:' || phones.e164
        else 'person:' || people.person_id
    end as identity_key
from people
left join {{ ref('stg_reference__phones') }} as phones
    on case when people.email is null then people.raw_phone end = phones.raw_phone
    and people.country = phones.country
