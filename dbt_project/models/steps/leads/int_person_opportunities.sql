{# Whose opportunity is it? Its contacts' where the CRM names them. Where it names nobody: of the people
   of its account those who engaged in the 90 days up to its creation. Renewals are no new opportunity. #}
with

opportunities as (

    select * from {{ ref('int_opportunities') }} where type in ('new', 'expansion')

),

contacts as (

    select distinct contacts.opportunity_id, people.person_key
    from {{ ref('stg_crm__opportunity_contacts') }} as contacts
    inner join {{ ref('int_person_identities') }} as identities on contacts.person_id = identities.person_id
    inner join {{ ref('int_people') }} as people on identities.survivor_id = people.person_id

),

engaged_people as (

    select distinct opportunities.opportunity_id, engaged_days.actor_key as person_key
    from opportunities
    inner join {{ ref('int_actor_days') }} as engaged_days
        on opportunities.account_key = engaged_days.account_key
        and engaged_days.engagements > 0
        and engaged_days.day <= opportunities.created_day
        and engaged_days.day > opportunities.created_day - 90
    where not exists (select 1 from contacts where contacts.opportunity_id = opportunities.opportunity_id)

),

members as (

    select opportunity_id, person_key, 'contact' as basis from contacts
    union all
    select opportunity_id, person_key, 'account' from engaged_people

)

select
    members.person_key,
    opportunities.opportunity_id,
    opportunities.account_key,
    members.basis,
    opportunities.type,
    opportunities.created_day,
    opportunities.closed_day,
    opportunities.is_won
from members
inner join opportunities on members.opportunity_id = opportunities.opportunity_id
inner join {{ ref('int_scored_people') }} as people on members.person_key = people.person_key
