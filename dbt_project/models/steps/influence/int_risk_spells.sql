{# Spells in which an account can move forward, by history (see int_replays). A spell entered on e and
   left on x is at risk on days e + 1 .. x; the move is on x. Open spells are censored at as_of. #}
select
    spells.replay_id,
    spells.account_key,
    spells.ordinal,
    cast(spells.entered_day as integer) as entered_day,
    cast(least(spells.exited_day, {{ as_of_day() }}) as integer) as last_risk_day,
    case when spells.exited_day <= {{ as_of_day() }} then next_spells.ordinal end as next_ordinal
from {{ ref('int_histories') }} as spells
left join {{ ref('int_histories') }} as next_spells
    on spells.replay_id = next_spells.replay_id
    and spells.account_key = next_spells.account_key
    and spells.exited_day = next_spells.entered_day
where spells.ordinal < (select max(ordinal) from {{ ref('stages') }})
    and spells.entered_day < least(spells.exited_day, {{ as_of_day() }})
