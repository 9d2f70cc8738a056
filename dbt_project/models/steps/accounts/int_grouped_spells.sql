{# Spells up to as_of under each group that velocity is told for: all accounts, the segment of the
   entry day, the tier of as_of. The spell that holds on as_of is open: no next stage. #}
with

spells as (

    select
        account_key,
        ordinal,
        entered_day,
        cast(least(exited_day, {{ as_of_day() }}) - entered_day as integer) as days,
        lead(ordinal) over (partition by account_key order by entered_day) as next_ordinal,
        case
            when row_number() over (partition by account_key, ordinal order by entered_day) > 1 then 1 else 0
        end as is_reentry
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

groups as (

    select distinct
        account_key, 'all' as grouped_by, 'all' as segment, {{ first_day() }} as from_day, {{ last_day() }} as to_day
    from spells
    union all
    select account_key, 'segment', segment, valid_from_day, valid_to_day from {{ ref('int_account_segments') }}
    union all
    select account_key, 'tier', tier, {{ first_day() }}, {{ last_day() }}
    from {{ ref('int_target_accounts') }}
    where tier is not null

)

select
    groups.grouped_by,
    groups.segment,
    spells.account_key,
    spells.ordinal,
    spells.entered_day,
    spells.days,
    spells.next_ordinal,
    spells.is_reentry
from spells
inner join groups
    on spells.account_key = groups.account_key
    and spells.entered_day >= groups.from_day
    and spells.entered_day < groups.to_day
