{# Lead source of each opportunity: that of its primary contact, else of its people the one known first. #}
with

primaries as (

    select distinct contacts.opportunity_id, people.person_key
    from {{ ref('stg_crm__opportunity_contacts') }} as contacts
    inner join {{ ref('int_person_identities') }} as identities on contacts.person_id = identities.person_id
    inner join {{ ref('int_people') }} as people on identities.survivor_id = people.person_id
    where contacts.is_primary

),

ranked as (

    select
        members.opportunity_id,
        people.lead_source,
        row_number() over (
            partition by members.opportunity_id
            order by
                case when primaries.person_key is not null then 0 else 1 end,
                people.created_day, people.person_id
        ) as person_rank
    from {{ ref('int_person_opportunities') }} as members
    inner join {{ ref('int_people') }} as people on members.person_key = people.person_key
    left join primaries
        on members.opportunity_id = primaries.opportunity_id and members.person_key = primaries.person_key

)

select opportunity_id, lead_source from ranked where person_rank = 1
