{# Spells in which all rows of a group of lead rules hold for a person, the future included. The history
   begins on the created day; what happened before it is looked back upon from there. #}
with

rule_rows as (

    select group_no, group_rows, metric_no, least_value from {{ ref('int_qualification_rows') }}

),

changes as (

    select person_key, metric_no, day, change from {{ ref('int_person_metric_events') }}
    union all
    select person_key, metric_no, day, change from {{ ref('int_person_metric_states') }}
    {# A least value of zero or less holds from the first day, without any event. #}
    union all
    select people.person_key, metrics.metric_no, people.created_day, 0
    from {{ ref('int_scored_people') }} as people
    cross join (select distinct metric_no from rule_rows where least_value <= 0) as metrics

),

daily as (

    select
        changes.person_key, changes.metric_no, greatest(changes.day, people.created_day) as day,
        {{ integer_sum('changes.change') }} as change
    from changes
    inner join {{ ref('int_scored_people') }} as people on changes.person_key = people.person_key
    where changes.day < {{ last_day() }}
    group by changes.person_key, changes.metric_no, greatest(changes.day, people.created_day)

),

metric_values as (

    select
        person_key, metric_no, day,
        {{ integer_sum('change', 'history') }} as value,
        {{ integer_sum('change', 'history') }} - change as previous_value,
        lag(day) over (partition by person_key, metric_no order by day) is null as is_first
    from daily
    window history as (
        partition by person_key, metric_no order by day rows between unbounded preceding and current row
    )

),

flips as (

    select
        metric_values.person_key, rule_rows.group_no, rule_rows.group_rows, metric_values.day,
        {{ integer_sum('case when metric_values.value >= rule_rows.least_value then 1 else -1 end', type='integer') }} as change
    from metric_values
    inner join rule_rows on metric_values.metric_no = rule_rows.metric_no
    where (metric_values.value >= rule_rows.least_value)
        <> (not metric_values.is_first and metric_values.previous_value >= rule_rows.least_value)
    group by metric_values.person_key, rule_rows.group_no, rule_rows.group_rows, metric_values.day

),

held as (

    select
        person_key, group_no, day, change,
        group_rows = {{ integer_sum('change', 'history') }} as holds,
        group_rows = {{ integer_sum('change', 'history') }} - change as held_before
    from flips
    window history as (
        partition by person_key, group_no order by day rows between unbounded preceding and current row
    )

),

spells as (

    select
        person_key, group_no, day as from_day, holds,
        coalesce(lead(day) over (partition by person_key, group_no order by day), {{ last_day() }}) as to_day
    from held
    where holds <> held_before

)

select person_key, group_no, from_day, to_day from spells where holds
