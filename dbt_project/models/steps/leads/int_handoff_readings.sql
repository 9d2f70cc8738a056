{# What the metrics of the deciding rule group were on the day of each hand-off by such a group. #}
with

demands as (

    select
        handoffs.handoff_id, handoffs.person_key, handoffs.created_day as day,
        rules.metric, rules.metric_no, rules.window_days, rules.least_value
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_qualification_rows') }} as rules
        on rules.rule_set = 'qualification'
        and handoffs.target = rules.target
        and handoffs.rule_group = rules.rule_group
    where handoffs.subject = 'person' and handoffs.crossing <> 'score'

),

changes as (

    select person_key, metric_no, day, change from {{ ref('int_person_metric_events') }}
    union all
    select person_key, metric_no, day, change from {{ ref('int_person_metric_states') }}

),

readings as (

    select
        demands.handoff_id, demands.metric, demands.window_days, demands.least_value,
        coalesce(sum(changes.change), 0) as value
    from demands
    left join changes
        on demands.person_key = changes.person_key
        and demands.metric_no = changes.metric_no
        and changes.day <= demands.day
    group by demands.handoff_id, demands.metric, demands.window_days, demands.least_value

),

phrases as (

    {# What was asked for on the day is named by its kind. #}
    select
        readings.handoff_id, readings.metric, readings.window_days,
        {{ lead_metric_reading('readings.metric', 'readings.value', 'readings.least_value', 'readings.window_days') }}
            as phrase
    from readings
    left join {{ ref('int_handoff_requests') }} as requests on readings.handoff_id = requests.handoff_id
    where readings.metric <> 'explicit_requests' or requests.handoff_id is null

)

select
    handoff_id,
    {{ joined_text(
        'phrase', ', ', 'metric, window_days'
    ) }} as readings
from phrases
group by handoff_id
