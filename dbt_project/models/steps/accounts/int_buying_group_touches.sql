{# Days on which a role engaged: each day of a person while in the role, and on taking it up the last
   day before. #}
with

members as (

    select * from {{ ref('int_buying_group_members') }}

)

select distinct members.account_key, members.role, engaged_days.day, engaged_days.day as engaged_day
from members
inner join {{ ref('int_engaged_days') }} as engaged_days
    on members.person_key = engaged_days.person_key
    and engaged_days.day >= members.from_day
    and engaged_days.day < members.to_day
union
select members.account_key, members.role, members.from_day, max(engaged_days.day)
from members
inner join {{ ref('int_engaged_days') }} as engaged_days
    on members.person_key = engaged_days.person_key and engaged_days.day < members.from_day
group by members.account_key, members.role, members.from_day
