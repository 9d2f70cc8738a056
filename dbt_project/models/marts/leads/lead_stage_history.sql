with

spells as (

    select * from {{ ref('int_lead_stage_spells') }} where entered_day <= {{ as_of_day() }}

)

select
    people.person_id,
    people.full_name as person_name,
    people.lead_source,
    labels.account_id,
    labels.account_name,
    entry_segments.segment,
    labels.region,
    coalesce(people.owner_id, labels.owner_id) as owner_id,
    spells.stage,
    spells.ordinal as stage_ordinal,
    reasons.basis,
    {{ day_date('spells.entered_day') }} as entered_on,
    case when spells.exited_day <= {{ as_of_day() }} then {{ day_date('spells.exited_day') }} end as exited_on,
    case when spells.exited_day <= {{ as_of_day() }} then spells.exited_day - spells.entered_day end as duration_days,
    spells.previous_stage,
    case
        when spells.previous_stage is null then 'start'
        when spells.stage in ('recycled', 'rejected') then 'aside'
        when spells.ordinal > spells.previous_ordinal then 'forward'
        else 'backward'
    end as direction,
    reasons.reason,
    versions.is_backfilled,
    spells.exited_day > {{ as_of_day() }} as is_current,
    {{ run_columns() }}
from spells
inner join {{ ref('int_people') }} as people on spells.person_key = people.person_key
inner join {{ ref('int_lead_entry_reasons') }} as reasons
    on spells.person_key = reasons.person_key and spells.entered_day = reasons.entered_day
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join {{ ref('int_account_segments') }} as entry_segments
    on people.account_key = entry_segments.account_key
    and spells.entered_day >= entry_segments.valid_from_day
    and spells.entered_day < entry_segments.valid_to_day
inner join {{ ref('int_person_versions') }} as versions
    on spells.person_key = versions.person_key
    and spells.entered_day >= versions.valid_from_day
    and spells.entered_day < versions.valid_to_day
{{ run_join() }}
