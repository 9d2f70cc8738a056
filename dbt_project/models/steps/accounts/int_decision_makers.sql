{# Who decides as of as_of: the role of the title says so, or the CRM does, by the person's authority or
   by a part in an opportunity of the account that names a deciding role. #}
with

deciding_items as (

    select distinct items.*
    from {{ ref('int_rule_items') }} as items
    inner join {{ ref('buying_roles') }} as roles on items.rule_id = roles.role and roles.is_decision_maker
    where items.rule_set = 'buying_roles' and items.part = 'main'

),

contact_roles as (

    select distinct role from {{ ref('stg_crm__opportunity_contacts') }} where role is not null

),

deciding_contacts as (

    select distinct identities.survivor_id as person_id, opportunities.account_key
    from {{ ref('stg_crm__opportunity_contacts') }} as contacts
    inner join {{ ref('int_opportunities') }} as opportunities
        on contacts.opportunity_id = opportunities.opportunity_id
    inner join {{ ref('int_person_identities') }} as identities on contacts.person_id = identities.person_id
    inner join contact_roles on contacts.role = contact_roles.role
    inner join deciding_items on {{ rule_item_matches('contact_roles.role', 'deciding_items') }}

),

deciding_roles as (

    select distinct role from {{ ref('buying_roles') }} where is_decision_maker

)

select people.account_key, people.person_key
from {{ ref('int_people') }} as people
inner join {{ ref('int_person_versions') }} as versions
    on people.person_key = versions.person_key
    and versions.valid_from_day <= {{ as_of_day() }}
    and versions.valid_to_day > {{ as_of_day() }}
left join deciding_roles on versions.buying_role = deciding_roles.role
left join deciding_contacts
    on people.person_id = deciding_contacts.person_id and people.account_key = deciding_contacts.account_key
where people.exclusion_reason is null
    and people.account_key is not null
    and (
        deciding_roles.role is not null
        or lower(trim(versions.authority)) = 'decision_maker'
        or deciding_contacts.person_id is not null
    )
