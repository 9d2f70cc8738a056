{# The buying group as of as_of: counted from people and their last engagement, not read off the
   history, so that the two check each other. #}
with

last_days as (

    select person_key, max(day) as last_day from {{ ref('int_engaged_days') }} group by person_key

),

members as (

    select
        members.account_key, members.role,
        cast(count(*) as integer) as known,
        cast(count(case when last_days.last_day > {{ as_of_day() }} - {{ engaged_window_days() }} then 1 end) as integer)
            as engaged
    from {{ ref('int_buying_group_members') }} as members
    left join last_days on members.person_key = last_days.person_key
    where members.to_day > {{ as_of_day() }}
    group by members.account_key, members.role

),

role_days as (

    select account_key, role, max(engaged_day) as last_engaged_day
    from {{ ref('int_buying_group_touches') }}
    group by account_key, role

),

counted as (

    select
        starts.account_key,
        roles.role,
        roles.is_decision_maker,
        roles.required,
        roles.is_core,
        roles.required_from_ordinal,
        coalesce(members.known, 0) as known,
        coalesce(members.engaged, 0) as engaged,
        role_days.last_engaged_day
    from {{ ref('int_account_starts') }} as starts
    inner join {{ ref('int_account_labels') }} as labels on starts.account_key = labels.account_key
    inner join {{ ref('int_buying_roles') }} as roles on labels.segment = roles.segment
    left join members on starts.account_key = members.account_key and roles.role = members.role
    left join role_days on starts.account_key = role_days.account_key and roles.role = role_days.role

)

select
    counted.*,
    {{ role_status('known', 'engaged', 'last_engaged_day is not null') }} as status
from counted
where required > 0 or known > 0
