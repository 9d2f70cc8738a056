{# Spells of exposure to a campaign, cut where other touches of its channel begin or cease to be active:
   such days are compared with days on which those alone are active. #}
with

spells as (

    select * from {{ ref('int_exposure_spells') }} where level in ('campaign', 'rest')

),

changes as (

    select channel, account_key, day, sum(change) as change
    from (
        select channel, account_key, from_day as day, 1 as change from spells
        union all
        select channel, account_key, to_day, -1 from spells
    ) as edges
    group by channel, account_key, day

),

states as (

    select
        channel, account_key, day as from_day,
        lead(day) over (partition by channel, account_key order by day) as to_day,
        sum(change) over (
            partition by channel, account_key order by day rows between unbounded preceding and current row
        ) as active
    from changes

)

select
    spells.name,
    spells.channel,
    spells.account_key,
    greatest(spells.from_day, states.from_day) as from_day,
    least(spells.to_day, states.to_day) as to_day,
    states.active > 1 as has_siblings
from spells
inner join states
    on spells.channel = states.channel
    and spells.account_key = states.account_key
    and spells.from_day < states.to_day
    and states.from_day < spells.to_day
where spells.level = 'campaign'
