with

spells as (

    select *
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

entry_groups as (

    select spells.account_key, spells.entered_day, min(group_spells.rule_group) as rule_group
    from spells
    inner join {{ ref('int_group_spells') }} as group_spells
        on group_spells.replay_id = 0
        and spells.account_key = group_spells.account_key
        and spells.ordinal = group_spells.ordinal
        and spells.entered_day >= group_spells.from_day
        and spells.entered_day < group_spells.to_day
    group by spells.account_key, spells.entered_day

)

select
    labels.account_id,
    labels.account_name,
    entry_segments.segment,
    labels.region,
    labels.owner_id,
    stages.stage,
    stages.ordinal as stage_ordinal,
    {{ day_date('spells.entered_day') }} as entered_on,
    case when spells.exited_day <= {{ as_of_day() }} then {{ day_date('spells.exited_day') }} end as exited_on,
    case when spells.exited_day <= {{ as_of_day() }} then spells.exited_day - spells.entered_day end as duration_days,
    previous_stages.stage as previous_stage,
    case
        when spells.previous_ordinal is null then 'start'
        when spells.ordinal > spells.previous_ordinal then 'forward'
        else 'backward'
    end as direction,
    coalesce(spells.ordinal - spells.previous_ordinal, 0) as stages_moved,
    entry_groups.rule_group,
    spells.exited_day > {{ as_of_day() }} as is_current,
    {{ run_columns() }}
from spells
inner join {{ ref('int_account_labels') }} as labels on spells.account_key = labels.account_key
inner join {{ ref('int_account_segments') }} as entry_segments
    on spells.account_key = entry_segments.account_key
    and spells.entered_day >= entry_segments.valid_from_day
    and spells.entered_day < entry_segments.valid_to_day
inner join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
left join {{ ref('stages') }} as previous_stages on spells.previous_ordinal = previous_stages.ordinal
left join entry_groups
    on spells.account_key = entry_groups.account_key and spells.entered_day = entry_groups.entered_day
{{ run_join() }}
