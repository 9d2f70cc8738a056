{# What was read and what became of it, since the first landing and in the last one. lag_hours counts back from the end
   of as_of, not from the wall clock. #}
{% set objects = [
    ('crm', 'accounts', 'updated_at'), ('crm', 'people', 'updated_at'), ('crm', 'owners', none),
    ('crm', 'opportunities', 'updated_at'), ('crm', 'opportunity_contacts', none),
    ('crm', 'feedback', 'given_at'), ('crm', 'field_history', 'changed_at'),
    ('automation', 'campaigns', 'started_on'), ('automation', 'program_memberships', 'entered_at'),
    ('automation', 'touches', 'occurred_at'), ('automation', 'consents', 'changed_at'),
    ('web', 'content', none), ('ads', 'ad_costs', 'day'),
    ('intent', 'intent_signals', 'observed_on'), ('enrichment', 'enrichment', 'observed_on')
] -%}
with

last_events as (

    {% for source, object, event_column in objects -%}
    select
        '{{ source }}' as source,
        '{{ object }}' as object,
        {% if event_column -%}
        max(case when {{ business_day(event_column) }} <= {{ as_of_day() }} then cast({{ event_column }} as timestamp) end)
        {%- else -%}
        cast(null as timestamp)
        {%- endif %} as last_event_at,
        count(*) as keys
    from {{ ref('int_touches' if object == 'touches' else 'stg_' ~ source ~ '__' ~ object) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

landed as (

    select
        object,
        sum(read) as read, sum(accepted) as accepted, sum(unchanged) as unchanged,
        sum(quarantined) as quarantined, sum(blank) as blank
    from {{ ref('stg_control__landing_files') }}
    group by object

),

set_aside as (

    select 'touches' as object, count(*) as rows_set_aside from {{ ref('int_touches') }} where not is_counted
    union all
    select 'accounts', count(*) from {{ ref('int_accounts') }} where exclusion_reason is not null
    union all
    select 'people', count(*) from {{ ref('int_people') }} where exclusion_reason is not null

),

{# Only people listed in account_matches, so that the figure can be found there. #}
second_bests as (

    select 'people' as object, count(matches.second_best_account_id) as second_best_differs
    from {{ ref('int_people') }} as people
    inner join {{ ref('int_person_matches') }} as matches on people.person_id = matches.person_id
    where people.exclusion_reason is null and matches.account_key is not null

),

lost_merges as (

    select 'accounts' as object, count(*) as lost_merges
    from {{ ref('stg_crm__accounts') }} as records
    left join {{ ref('stg_crm__accounts') }} as named on records.merged_into_id = named.account_id
    where records.merged_into_id is not null and named.account_id is null
    union all
    select 'people', count(*)
    from {{ ref('stg_crm__people') }} as records
    left join {{ ref('stg_crm__people') }} as named on records.merged_into_id = named.person_id
    where records.merged_into_id is not null and named.person_id is null

),

matches as (

    select
        'people' as object,
        count(*) as facts,
        sum(case when account_key is null then 1 else 0 end) as unmatched,
        sum(records) - count(*) as duplicates
    from {{ ref('int_people') }}
    union all
    select 'accounts', null, null, sum(records) - count(*) from {{ ref('int_accounts') }}
    union all
    select 'touches', count(*), sum(case when account_key is null then 1 else 0 end), null from {{ ref('int_touches') }}
    union all
    select object, facts, unmatched, null from {{ ref('int_fact_matches') }}

)

select
    last_events.source,
    last_events.object,
    last_events.last_event_at,
    cast(
        ({{ as_of_day() }} + 1 - {{ business_day('last_events.last_event_at') }}) * 24
        - extract(hour from last_events.last_event_at) as integer
    ) as lag_hours,
    cast(coalesce(landed.read, 0) as bigint) as read,
    cast(coalesce(landed.accepted, 0) as bigint) as accepted,
    cast(coalesce(landed.unchanged, 0) as bigint) as unchanged,
    cast(coalesce(landed.quarantined, 0) as bigint) as quarantined,
    cast(coalesce(landed.blank, 0) as bigint) as blank,
    cast(last_landed.landing_run as integer) as last_landing,
    cast(last_landed.new_rows as bigint) as last_new,
    cast(last_landed.lost as bigint) as last_lost,
    cast(last_landed.reason as string) as last_reason,
    cast(last_landed.quarantine as string) as last_quarantine,
    coalesce(last_landed.loses_too_much, false) as loses_too_much,
    cast(last_events.keys as bigint) as keys,
    cast(coalesce(set_aside.rows_set_aside, 0) as bigint) as set_aside,
    cast(matches.unmatched as bigint) as unmatched,
    cast(1 - cast(matches.unmatched as double) / nullif(matches.facts, 0) as decimal(9, 6)) as match_rate,
    cast(matches.duplicates as bigint) as duplicates,
    cast(second_bests.second_best_differs as bigint) as second_best_differs,
    cast(lost_merges.lost_merges as bigint) as lost_merges,
    {{ run_columns() }}
from last_events
left join landed on last_events.object = landed.object
left join {{ ref('int_last_landings') }} as last_landed on last_events.object = last_landed.object
left join set_aside on last_events.object = set_aside.object
left join matches on last_events.object = matches.object
left join second_bests on last_events.object = second_bests.object
left join lost_merges on last_events.object = lost_merges.object
{{ run_join() }}
