{# A visit is a stay in one stage; who was there before re-enters it. #}
with

spells as (

    select
        *,
        cast(row_number() over (partition by account_key, ordinal order by entered_day) as integer) as visit_no
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

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
    case
        when spells.previous_ordinal is null then 'start'
        when spells.ordinal < spells.previous_ordinal then 'backward'
        when spells.ordinal = spells.previous_ordinal + 1 then 'forward_by_one'
        else 'skip'
    end as move_kind,
    reasons.rule_group,
    reasons.entry_reason,
    spells.visit_no > 1 as is_reentry,
    spells.visit_no,
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
inner join {{ ref('int_entry_reasons') }} as reasons
    on spells.account_key = reasons.account_key and spells.entered_day = reasons.entered_day
{{ run_join() }}
