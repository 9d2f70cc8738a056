{{ config(materialized='view') }}

with

touch_events as (

    select
        touches.account_key,
        touches.touch_day as day,
        touches.person_key,
        touches.kind,
        touches.campaign_name,
        min(touches.touch_id) as event_id,
        case
            when min(coalesce(touches.content_name, touches.page_type, '')) = max(coalesce(touches.content_name, touches.page_type, ''))
                then nullif(min(coalesce(touches.content_name, touches.page_type, '')), '')
        end as detail,
        sum(touches.quantity) as quantity
    from {{ ref('int_touches') }} as touches
    where touches.is_counted and touches.account_key is not null and touches.quantity > 0
    group by
        touches.account_key, touches.touch_day, touches.person_key, touches.kind, touches.campaign_name,
        touches.actor_key

),

stage_events as (

    select
        spells.account_key, spells.entered_day as day, spells.ordinal, spells.previous_ordinal
    from {{ ref('int_stage_spells') }} as spells
    where spells.replay_id = 0 and spells.entered_day <= {{ as_of_day() }}

),

events as (

    select
        touch_events.account_key,
        touch_events.day,
        'touch' as event_type,
        'touch ' || touch_events.event_id as event_id,
        people.person_id,
        coalesce(people.full_name, people.email, case when touch_events.person_key is null then 'unknown visitor' end) as who,
        kinds.label_en
            || case when touch_events.quantity > 1 then ' x' || cast(touch_events.quantity as string) else '' end
            || case when touch_events.detail is not null then ': ' || touch_events.detail else '' end
            || case when touch_events.campaign_name is not null then ' (' || touch_events.campaign_name || ')' else '' end
            as what
    from touch_events
    inner join {{ ref('touch_kinds') }} as kinds on touch_events.kind = kinds.kind
    left join {{ ref('int_people') }} as people on touch_events.person_key = people.person_key
    union all
    select
        stage_events.account_key, stage_events.day, 'stage', 'stage ' || cast({{ day_date('stage_events.day') }} as string),
        null, null,
        case when previous_stages.stage is null then 'History starts as ' || stages.stage
            else 'Moved from ' || previous_stages.stage || ' to ' || stages.stage end
    from stage_events
    inner join {{ ref('stages') }} as stages on stage_events.ordinal = stages.ordinal
    left join {{ ref('stages') }} as previous_stages on stage_events.previous_ordinal = previous_stages.ordinal
    union all
    select
        account_key, created_day, 'opportunity', 'opened ' || opportunity_id, null, null,
        'Opportunity opened: ' || coalesce(name, opportunity_id)
    from {{ ref('int_opportunities') }}
    union all
    select
        account_key, closed_day, 'opportunity', 'closed ' || opportunity_id, null, null,
        case when is_won then 'Opportunity won: ' when is_lost then 'Opportunity lost: ' else 'Opportunity closed: ' end
            || coalesce(name, opportunity_id)
    from {{ ref('int_opportunities') }}
    where closed_day is not null

)

select
    {{ account_labels() }},
    {{ day_date('events.day') }} as day,
    events.event_type,
    events.event_id,
    events.person_id,
    events.who,
    events.what,
    stages.stage,
    {{ run_columns() }}
from events
inner join {{ ref('int_account_labels') }} as labels on events.account_key = labels.account_key
inner join {{ ref('int_stage_spells') }} as spells
    on spells.replay_id = 0
    and events.account_key = spells.account_key
    and events.day >= spells.entered_day
    and events.day < spells.exited_day
inner join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
{{ run_join() }}
