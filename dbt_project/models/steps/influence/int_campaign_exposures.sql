{# Spells of exposure to a campaign, cut where other touches of its channel begin or cease to be active:
   such days are compared with days on which those alone are active. #}
with

{# The channel by its number, as numbers are cheaper to sort than names. #}
spells as (

    select spells.*, channel_bits.replay_id
    from {{ ref('int_exposure_spells') }} as spells
    inner join {{ ref('int_channel_bits') }} as channel_bits on spells.channel = channel_bits.channel
    where spells.level in ('campaign', 'rest')

),

edges as (

    select replay_id, account_key, from_day as day, 1 as change from spells
    union all
    select replay_id, account_key, to_day, -1 from spells

),

{# Several edges of a day leave stretches without days, which overlap nothing. #}
states as (

    select
        replay_id, account_key, day as from_day,
        lead(day) over (partition by replay_id, account_key order by day) as to_day,
        {{ integer_sum('change', 'history') }} as active
    from edges
    window history as (
        partition by replay_id, account_key order by day range between unbounded preceding and current row
    )

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
    on spells.replay_id = states.replay_id
    and spells.account_key = states.account_key
    and spells.from_day < states.to_day
    and states.from_day < spells.to_day
    and states.from_day < states.to_day
where spells.level = 'campaign'
