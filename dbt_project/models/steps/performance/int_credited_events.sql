{# Which campaign each success is booked to: the last one that reached the person (of opportunities: the
   account) on the day or in the 89 days before; without any the last channel without campaign; else
   untouched. One booking for each success, so that campaigns, channels and months add up. #}
with

reached as (

    select
        actor_key, account_key, day, last_exposed_at,
        case when campaign_id is null then 'no_campaign' else 'campaign' end as level,
        coalesce(campaign_id, channel) as name
    from {{ ref('int_campaign_days') }}
    where exposures > 0

),

{% for subject, key in [('person', 'actor_key'), ('account', 'account_key')] -%}
{{ subject }}_touches as (

    select
        events.event, events.subject, events.subject_key, events.event_id,
        reached.level, reached.name, reached.day, reached.last_exposed_at
    from {{ ref('int_success_events') }} as events
    inner join reached
        on events.subject_key = reached.{{ key }}
        and reached.day <= events.day
        and reached.day > events.day - 90
    where events.subject = '{{ subject }}'

),

{% endfor -%}
touches as (

    select * from person_touches
    union all
    select * from account_touches

),

{# First the day and then the rank, so that only touches of one day are sorted. #}
days as (

    select
        event, subject_key, event_id,
        max(case when level = 'campaign' then day end) as campaign_day,
        max(day) as any_day
    from touches
    group by event, subject_key, event_id

),

ranked as (

    select
        touches.event, touches.subject_key, touches.event_id, touches.level, touches.name,
        row_number() over (
            partition by touches.event, touches.subject_key, touches.event_id
            order by touches.last_exposed_at desc, touches.name
        ) as touch_rank
    from touches
    inner join days
        on touches.event = days.event
        and touches.subject_key = days.subject_key
        and touches.event_id = days.event_id
        and touches.day = coalesce(days.campaign_day, days.any_day)
        and touches.level = case when days.campaign_day is null then 'no_campaign' else 'campaign' end

),

booked as (

    select
        events.*,
        coalesce(ranked.level, 'untouched') as level,
        coalesce(ranked.name, 'untouched') as name
    from {{ ref('int_success_events') }} as events
    left join ranked
        on events.event = ranked.event
        and events.subject_key = ranked.subject_key
        and events.event_id = ranked.event_id
        and ranked.touch_rank = 1

)

select
    booked.event,
    booked.subject,
    booked.subject_key,
    booked.event_id,
    booked.day,
    booked.amount,
    booked.unknown_amounts,
    units.unit_key
from booked
inner join {{ ref('int_performance_units') }} as units on booked.level = units.level and booked.name = units.name
