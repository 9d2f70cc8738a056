{{ config(materialized='view') }}

select
    touches.touch_id,
    touches.occurred_at,
    {{ day_date('touches.touch_day') }} as day,
    touches.kind,
    people.person_id,
    people.full_name as person_name,
    touches.visitor_id,
    {{ account_labels() }},
    touches.campaign_id,
    touches.campaign_name,
    touches.channel,
    touches.direction,
    touches.setting,
    touches.content_id,
    touches.content_name,
    touches.variant,
    touches.url,
    touches.page_type,
    touches.referrer,
    touches.utm_source,
    touches.utm_medium,
    touches.utm_campaign,
    touches.utm_term,
    touches.utm_content,
    touches.search_term,
    touches.device,
    touches.ip_country,
    touches.seconds,
    touches.quantity,
    touches.opportunity_id,
    stages.stage as stage_at_touch,
    touches.is_exposure,
    touches.is_engagement,
    touches.is_buying_signal,
    touches.is_counted,
    touches.excluded_reason,
    {{ run_columns() }}
from {{ ref('int_touches') }} as touches
left join {{ ref('int_people') }} as people on touches.person_key = people.person_key
left join {{ ref('int_account_labels') }} as labels on touches.account_key = labels.account_key
left join {{ ref('int_stage_spells') }} as spells
    on spells.replay_id = 0
    and touches.account_key = spells.account_key
    and touches.touch_day >= spells.entered_day
    and touches.touch_day < spells.exited_day
left join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
{{ run_join() }}
