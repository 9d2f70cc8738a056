{# A ledger: what sales were handed, to whom, by when they should act and when they did. #}
with

channels as (

    select
        person_key,
        {{ joined_text('channel', ', ', 'channel_rank') }}
            as contact_channels
    from {{ ref('int_contact_channels') }}
    group by person_key

),

entries as (

    select
        handoffs.handoff_id,
        'Moved from ' || previous_stages.stage || ' to ' || handoffs.crossing || ': ' || reasons.entry_reason
            as entry_reason
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_stage_spells') }} as spells
        on spells.replay_id = 0
        and handoffs.account_key = spells.account_key
        and handoffs.created_day = spells.entered_day
    inner join {{ ref('stages') }} as previous_stages on spells.previous_ordinal = previous_stages.ordinal
    inner join {{ ref('int_entry_reasons') }} as reasons
        on handoffs.account_key = reasons.account_key and handoffs.created_day = reasons.entered_day
    where handoffs.subject = 'account'

)

select
    handoffs.handoff_id,
    handoffs.subject,
    people.person_id,
    people.full_name as person_name,
    people.title,
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    handoffs.reason_code,
    case
        when handoffs.subject = 'account' then entries.entry_reason
        when handoffs.crossing = 'score'
            then 'Score ' || {{ points_in_short('bands.score_cents') }} || ' (' || bands.band || ')'
                || coalesce(': ' || points.reasons, '')
        when requests.requests is not null then requests.requests || coalesce('; ' || readings.readings, '')
        else {{ capitalised('readings.readings') }}
    end as reason_text,
    owners.owner_id,
    owners.name as owner_name,
    routes.routed_by,
    routes.owners_passed_over,
    handoffs.audience,
    handoffs.priority,
    {{ day_date('handoffs.created_day') }} as created_on,
    clocks.clock_at as clock_started_at,
    clocks.due_at,
    clocks.first_contact_at,
    {# Hundredths of an hour, rounded. #}
    cast(cast({{ whole_quotient('clocks.seconds_to_contact + 18', 36) }} as decimal(18, 2)) / 100 as decimal(18, 2))
        as hours_to_first_contact,
    clocks.state,
    {{ points('bands.score_cents') }} as score,
    bands.band,
    stages.stage as buying_stage,
    channels.contact_channels,
    cast(handoffs.quiet_days as integer) as quiet_days,
    handoffs.is_request,
    {{ run_columns() }}
from {{ ref('int_handoffs') }} as handoffs
inner join {{ ref('int_handoff_clocks') }} as clocks on handoffs.handoff_id = clocks.handoff_id
left join {{ ref('int_people') }} as people on handoffs.person_key = people.person_key
left join {{ ref('int_account_labels') }} as labels on handoffs.account_key = labels.account_key
left join {{ ref('int_stage_spells') }} as spells
    on spells.replay_id = 0
    and handoffs.account_key = spells.account_key
    and handoffs.created_day >= spells.entered_day
    and handoffs.created_day < spells.exited_day
left join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
inner join {{ ref('int_handoff_owners') }} as routes on handoffs.handoff_id = routes.handoff_id
left join {{ ref('stg_crm__owners') }} as owners on routes.owner_id = owners.owner_id
left join {{ ref('int_handoff_bands') }} as bands on handoffs.handoff_id = bands.handoff_id
left join channels on handoffs.person_key = channels.person_key
left join {{ ref('int_handoff_points') }} as points on handoffs.handoff_id = points.handoff_id
left join {{ ref('int_handoff_readings') }} as readings on handoffs.handoff_id = readings.handoff_id
left join {{ ref('int_handoff_requests') }} as requests on handoffs.handoff_id = requests.handoff_id
left join entries on handoffs.handoff_id = entries.handoff_id
{{ run_join() }}
