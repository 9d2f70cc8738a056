{# Who decides at an account: executives by title, and whoever the CRM calls a decision maker. A way
   of contact counts unless consent to be addressed that way was withdrawn. #}
with

authorities as (

    select person_key, lower(trim(authority)) as authority
    from {{ ref('int_person_versions') }}
    where valid_from_day <= {{ as_of_day() }} and valid_to_day > {{ as_of_day() }}

)

select
    identities.account_key,
    identities.person_key,
    coalesce(people.email is not null and people.consent_email <> 'withdrawn', false)
        or coalesce(coalesce(people.phone, people.mobile) is not null and people.consent_phone <> 'withdrawn', false)
        or coalesce(people.wechat_id is not null and people.consent_wechat <> 'withdrawn', false)
        as has_contact
from {{ ref('people') }} as people
inner join {{ ref('int_people') }} as identities on people.person_id = identities.person_id
left join authorities on identities.person_key = authorities.person_key
where identities.account_key is not null
    and (people.buying_role = 'executive' or authorities.authority = 'decision_maker')
