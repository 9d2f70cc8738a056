{# When the clock of each hand-off starts, when it runs out, and when sales first acted. It starts with the
   first request of the person (of anybody of the account) on the day, else with the last thing that they did,
   else with the day: whoever asks and is called, and then reads on, was answered. Contact is what
   sales did from then on, or the day on which the CRM says that somebody took the lead up or turned it down;
   such a day has no hour, so what sales did on it goes before it. What comes after contact_days is no answer. #}
{% set start_at -%}
coalesce(
        min(case when touches.is_explicit_intent then touches.occurred_at end), max(touches.occurred_at)
    )
{%- endset %}
with

own_touches as (

    select handoffs.handoff_id, {{ start_at }} as started_at
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_touches') }} as touches
        on handoffs.created_day = touches.touch_day
        and handoffs.account_key = touches.account_key
    where handoffs.subject = 'account'
        and touches.is_counted and touches.quantity > 0
        and (touches.is_engagement or touches.is_explicit_intent) and not touches.is_sales_activity
    group by handoffs.handoff_id
    union all
    select handoffs.handoff_id, {{ start_at }}
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_touches') }} as touches
        on handoffs.created_day = touches.touch_day
        and handoffs.person_key = touches.person_key
    where touches.is_counted and touches.quantity > 0
        and (touches.is_engagement or touches.is_explicit_intent) and not touches.is_sales_activity
    group by handoffs.handoff_id

),

clocks as (

    select
        handoffs.handoff_id, handoffs.subject, handoffs.person_key, handoffs.account_key, handoffs.created_day,
        levels.hours, levels.contact_days,
        coalesce(own_touches.started_at, {{ day_start('handoffs.created_day') }}) as clock_at
    from {{ ref('int_handoffs') }} as handoffs
    left join own_touches on handoffs.handoff_id = own_touches.handoff_id
    inner join {{ ref('service_levels') }} as levels on handoffs.priority = levels.priority

),

statuses as (

    select
        person_key, valid_from_day as day, lower(trim(lead_status)) as lead_status,
        lag(lower(trim(lead_status))) over (partition by person_key order by valid_from_day) as previous_status
    from {{ ref('int_person_versions') }}

),

answers as (

    select statuses.person_key, people.account_key, statuses.day
    from statuses
    inner join {{ ref('int_scored_people') }} as people on statuses.person_key = people.person_key
    where statuses.lead_status in ('working', 'accepted', 'rejected')
        and coalesce(statuses.previous_status, '') <> statuses.lead_status
        and statuses.day > {{ first_day() }}

),

contacts as (

    {% for subject in ['person', 'account'] -%}
    select clocks.handoff_id, touches.day, touches.occurred_at as acted_at, touches.occurred_at as contact_at
    from clocks
    inner join {{ ref('int_handoff_touches') }} as touches
        on clocks.{{ subject }}_key = touches.{{ subject }}_key and touches.occurred_at >= clocks.clock_at
    where clocks.subject = '{{ subject }}' and touches.is_sales_activity
    union all
    select clocks.handoff_id, answers.day, null, greatest({{ day_start('answers.day') }}, clocks.clock_at)
    from clocks
    inner join answers
        on clocks.{{ subject }}_key = answers.{{ subject }}_key and answers.day >= clocks.created_day
    where clocks.subject = '{{ subject }}'
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

first_contacts as (

    select
        contacts.handoff_id,
        coalesce(min(contacts.acted_at), min(contacts.contact_at)) as first_contact_at
    from contacts
    inner join (select handoff_id, min(day) as day from contacts group by handoff_id) as first_days
        on contacts.handoff_id = first_days.handoff_id and contacts.day = first_days.day
    group by contacts.handoff_id

),

timed as (

    select
        clocks.handoff_id,
        clocks.clock_at,
        {{ dbt.dateadd('hour', 'clocks.hours', 'clocks.clock_at') }} as due_at,
        case
            when coalesce(
                first_contacts.first_contact_at
                <= {{ dbt.dateadd('hour', 'clocks.contact_days * 24', 'clocks.clock_at') }},
                true
            ) then first_contacts.first_contact_at
        end as first_contact_at
    from clocks
    left join first_contacts on clocks.handoff_id = first_contacts.handoff_id

)

select
    handoff_id, clock_at, due_at, first_contact_at,
    {{ dbt.datediff('clock_at', 'first_contact_at', 'second') }} as seconds_to_contact,
    case
        when first_contact_at <= due_at then 'met'
        when first_contact_at > due_at or due_at < {{ day_start(as_of_day() ~ ' + 1') }} then 'late'
        else 'open'
    end as state
from timed
