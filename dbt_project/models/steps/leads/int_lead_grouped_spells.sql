{# Spells of people up to as_of under each group that conversion is told for: all, the segment of their
   account on the entry day, their lead source. The spell that holds on as_of is open: no next stage. #}
with

spells as (

    select
        person_key,
        ordinal,
        entered_day,
        cast(least(exited_day, {{ as_of_day() }}) - entered_day as integer) as days,
        lead(ordinal) over (partition by person_key order by entered_day) as next_ordinal,
        case
            when row_number() over (partition by person_key, ordinal order by entered_day) > 1 then 1 else 0
        end as is_reentry
    from {{ ref('int_lead_stage_spells') }}
    where entered_day <= {{ as_of_day() }}

),

groups as (

    select person_key, 'all' as grouped_by, 'all' as segment, {{ first_day() }} as from_day, {{ last_day() }} as to_day
    from {{ ref('int_scored_people') }}
    union all
    select people.person_key, 'segment', segments.segment, segments.valid_from_day, segments.valid_to_day
    from {{ ref('int_scored_people') }} as people
    inner join {{ ref('int_account_segments') }} as segments on people.account_key = segments.account_key
    union all
    select scored.person_key, 'lead_source', coalesce(nullif(trim(people.lead_source), ''), 'unknown'),
        {{ first_day() }}, {{ last_day() }}
    from {{ ref('int_scored_people') }} as scored
    inner join {{ ref('int_people') }} as people on scored.person_key = people.person_key

)

select
    groups.grouped_by,
    groups.segment,
    spells.person_key,
    spells.ordinal,
    spells.entered_day,
    spells.days,
    spells.next_ordinal,
    spells.is_reentry
from spells
inner join groups
    on spells.person_key = groups.person_key
    and spells.entered_day >= groups.from_day
    and spells.entered_day < groups.to_day
