{# Which rule group decided each move, and the day on which its rows are read: of the stage entered the
   first group that holds on that day; of a stage left for a lower one the group that lapsed last, on
   the day on which it ceased to hold. Its hold days have run out by the day of the move. #}
with

spells as (

    select account_key, ordinal, previous_ordinal, entered_day
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

group_spells as (

    select * from {{ ref('int_group_spells') }} where replay_id = 0

),

entered as (

    select spells.account_key, spells.entered_day, min(group_spells.rule_group) as rule_group
    from spells
    inner join group_spells
        on spells.account_key = group_spells.account_key
        and spells.ordinal = group_spells.ordinal
        and spells.entered_day >= group_spells.from_day
        and spells.entered_day < group_spells.to_day
    group by spells.account_key, spells.entered_day

),

lapsed as (

    select
        spells.account_key, spells.entered_day,
        min(group_spells.rule_group) as rule_group,
        min(group_spells.to_day) as lapsed_day
    from spells
    inner join group_spells
        on spells.account_key = group_spells.account_key
        and spells.previous_ordinal = group_spells.ordinal
        and spells.entered_day = group_spells.to_day + group_spells.hold_days
    where spells.ordinal < spells.previous_ordinal
    group by spells.account_key, spells.entered_day

)

select
    spells.account_key,
    spells.ordinal,
    spells.previous_ordinal,
    spells.entered_day,
    entered.rule_group as entry_group,
    case when lapsed.lapsed_day is null then spells.ordinal else spells.previous_ordinal end as decided_ordinal,
    coalesce(lapsed.rule_group, entered.rule_group) as decided_group,
    coalesce(lapsed.lapsed_day, spells.entered_day) as read_day,
    coalesce(lapsed.lapsed_day - 1, spells.entered_day) as segment_day
from spells
left join entered on spells.account_key = entered.account_key and spells.entered_day = entered.entered_day
left join lapsed on spells.account_key = lapsed.account_key and spells.entered_day = lapsed.entered_day
