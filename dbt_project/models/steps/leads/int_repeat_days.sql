{# What a person did again, as fields of touch rules: on a day with page views the different days with
   them in the 30 days up to it, on a day with answers to calls to action the different kinds of them in
   the 60 days up to it. Only what a rule asks for is counted. #}
{% set visit_window = 30 -%}
{% set call_window = 60 -%}
with

ruled_fields as (

    select distinct field from {{ ref('int_rule_items') }} where rule_set = 'scoring' and subject = 'touch'

),

visits as (

    select
        person_key, day, page_views as quantity,
        count(*) over (
            partition by person_key order by day
            range between {{ visit_window - 1 }} preceding and current row
        ) as days_in_window
    from {{ ref('int_person_days') }}
    where page_views > 0 and exists (select 1 from ruled_fields where field = 'visit_days_{{ visit_window }}')

),

calls as (

    select touches.person_key, touches.kind, touches.touch_day as day, sum(touches.quantity) as quantity
    from {{ ref('int_touches') }} as touches
    inner join {{ ref('int_scored_people') }} as people on touches.person_key = people.person_key
    where touches.is_call_to_action and touches.is_counted and touches.quantity > 0
        and exists (select 1 from ruled_fields where field = 'calls_to_action_{{ call_window }}')
    group by touches.person_key, touches.kind, touches.touch_day

),

neighbours as (

    select
        *,
        lag(day) over (partition by person_key, kind order by day) as previous_day,
        lead(day) over (partition by person_key, kind order by day) as next_day
    from calls

),

{# Each kind's overlapping windows are one island; the sum of the islands' edges is the number of kinds. #}
changes as (

    select
        person_key, day, quantity,
        case when previous_day is null or day - previous_day >= {{ call_window }} then 1 else 0 end as change
    from neighbours
    union all
    select person_key, day + {{ call_window }}, 0, -1
    from neighbours
    where next_day is null or next_day - day >= {{ call_window }}

),

call_days as (

    select
        person_key, day, quantity,
        sum(change) over (
            partition by person_key order by day rows between unbounded preceding and current row
        ) as kinds_in_window
    from (
        select person_key, day, sum(quantity) as quantity, sum(change) as change
        from changes
        group by person_key, day
    ) as changes_by_day

)

select
    person_key, 'visit_days_{{ visit_window }}' as field, day,
    cast(days_in_window as integer) as value, cast(quantity as bigint) as quantity
from visits
union all
select
    person_key, 'calls_to_action_{{ call_window }}', day,
    cast(kinds_in_window as integer), cast(quantity as bigint)
from call_days
where quantity > 0
