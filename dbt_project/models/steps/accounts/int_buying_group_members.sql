{# Who holds which role at an account and when: by the title of the day, from the person's created day
   and the account's first day on. #}
with

spells as (

    select
        people.account_key,
        people.person_key,
        versions.buying_role as role,
        greatest(versions.valid_from_day, people.created_day, starts.start_day) as from_day,
        versions.valid_to_day as to_day
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_people') }} as people on versions.person_key = people.person_key
    inner join {{ ref('int_account_starts') }} as starts on people.account_key = starts.account_key
    where versions.buying_role is not null and people.exclusion_reason is null

)

select account_key, person_key, role, from_day, to_day from spells
where from_day < to_day and from_day <= {{ as_of_day() }}
