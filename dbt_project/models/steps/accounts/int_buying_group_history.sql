{# The spells of each role with the last day on which it engaged, seen from the spell's last day. #}
with

spells as (

    select *, coalesce(to_day - 1, {{ as_of_day() }}) as until_day
    from {{ ref('int_buying_group_spells') }}

),

days as (

    select account_key, role, day, engaged_day, 0 as is_spell from {{ ref('int_buying_group_touches') }}
    union all
    select account_key, role, until_day, null, 1 from spells

),

reached as (

    select
        account_key, role, day, is_spell,
        max(engaged_day) over (
            partition by account_key, role order by day, is_spell rows between unbounded preceding and current row
        ) as last_engaged_day
    from days

)

select
    spells.account_key, spells.role, spells.from_day, spells.to_day, spells.required, spells.is_core,
    spells.known, spells.engaged, spells.status, reached.last_engaged_day
from spells
inner join reached
    on reached.is_spell = 1
    and spells.account_key = reached.account_key
    and spells.role = reached.role
    and spells.until_day = reached.day
