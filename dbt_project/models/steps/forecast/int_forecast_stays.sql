{# Stays of accounts in a stage and a segment, up to as_of. A stay ends with a move, with a change of
   segment, or not yet; who changes segment stays as long in the stage as before. #}
with

spells as (

    select
        account_key, ordinal, previous_ordinal, entered_day, exited_day,
        lead(ordinal) over (partition by account_key order by entered_day) as next_ordinal
    from {{ ref('int_stage_spells') }}
    where replay_id = 0

)

select
    spells.account_key,
    segments.segment,
    spells.ordinal,
    spells.entered_day,
    greatest(spells.entered_day, segments.valid_from_day) as from_day,
    least(spells.exited_day, segments.valid_to_day) as to_day,
    spells.entered_day >= segments.valid_from_day and spells.previous_ordinal is null as is_arrival,
    case
        when spells.exited_day <= segments.valid_to_day and spells.exited_day <= {{ as_of_day() }}
            then spells.next_ordinal
    end as next_ordinal
from spells
inner join {{ ref('int_account_segments') }} as segments
    on spells.account_key = segments.account_key
    and greatest(spells.entered_day, segments.valid_from_day) < least(spells.exited_day, segments.valid_to_day)
where greatest(spells.entered_day, segments.valid_from_day) <= {{ as_of_day() }}
