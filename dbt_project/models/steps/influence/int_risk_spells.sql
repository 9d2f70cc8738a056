{# Spells in which an account can move forward, by history (see int_replays). A spell entered on e and
   left on x is at risk on days e + 1 .. x; the move is on x. Open spells are censored at the date to which
   all sources are complete, and no day is at risk before touches are on record. #}
{% set first = '(select recorded_day from ' ~ ref('int_recorded_since') ~ ')' -%}
{% set last = '(select complete_day from ' ~ ref('int_complete_until') ~ ')' -%}
select
    spells.replay_id,
    spells.account_key,
    spells.ordinal,
    cast(spells.entered_day as integer) as entered_day,
    cast(greatest(spells.entered_day, {{ first }}) + 1 as integer) as first_risk_day,
    cast(least(spells.exited_day, {{ last }}) as integer) as last_risk_day,
    case when spells.exited_day <= {{ last }} then next_spells.ordinal end as next_ordinal
from {{ ref('int_histories') }} as spells
left join {{ ref('int_histories') }} as next_spells
    on spells.replay_id = next_spells.replay_id
    and spells.account_key = next_spells.account_key
    and spells.exited_day = next_spells.entered_day
where spells.ordinal < (select max(ordinal) from {{ ref('stages') }})
    and greatest(spells.entered_day, {{ first }}) < least(spells.exited_day, {{ last }})
