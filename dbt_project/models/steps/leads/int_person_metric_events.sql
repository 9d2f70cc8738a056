{# Events that metrics of lead rules count, as edges: what begins to count and what ceases to. An event
   on day e counts on e and no more on e + window_days. Of different things (calls to action, days) the
   windows of one thing are merged, so that each counts once. #}
{% set sums = ['exposures', 'engagements', 'signals'] -%}
with

metrics as (

    select distinct metric, metric_no, window_days from {{ ref('int_qualification_rows') }}

),

kind_days as (

    select * from {{ ref('int_person_kind_days') }}

),

events as (

    select kind_days.person_key, metric_kinds.metric, kind_days.day, kind_days.quantity
    from kind_days
    inner join {{ ref('int_metric_kinds') }} as metric_kinds on kind_days.kind = metric_kinds.kind
    where metric_kinds.metric not in ('distinct_calls_to_action', 'customer_upgrade_requests')
    union all
    select kind_days.person_key, metric_kinds.metric, kind_days.day, kind_days.quantity
    from kind_days
    inner join {{ ref('int_metric_kinds') }} as metric_kinds
        on kind_days.kind = metric_kinds.kind and metric_kinds.metric = 'customer_upgrade_requests'
    inner join {{ ref('int_scored_people') }} as people on kind_days.person_key = people.person_key
    inner join {{ ref('int_customer_spells') }} as customers
        on people.account_key = customers.account_key
        and kind_days.day >= customers.from_day
        and kind_days.day < customers.to_day
    {% for metric in sums -%}
    union all
    select person_key, '{{ metric }}', day, {{ metric }} from kind_days where {{ metric }} > 0
    {% endfor -%}
    union all
    select distinct person_key, 'engaged_days', day, 1 from kind_days where engagements > 0

),

calls as (

    select
        kind_days.person_key, metrics.metric_no, metrics.window_days, kind_days.day,
        lag(kind_days.day) over calls_of_a_kind as previous_day,
        lead(kind_days.day) over calls_of_a_kind as next_day
    from kind_days
    inner join {{ ref('int_metric_kinds') }} as metric_kinds
        on kind_days.kind = metric_kinds.kind and metric_kinds.metric = 'distinct_calls_to_action'
    inner join metrics on metric_kinds.metric = metrics.metric
    window calls_of_a_kind as (
        partition by kind_days.person_key, metrics.metric_no, kind_days.kind order by kind_days.day
    )

)

{% for day, sign in [('events.day', ''), ('events.day + metrics.window_days', '-')] -%}
select events.person_key, metrics.metric_no, {{ day }} as day, {{ sign }}events.quantity as change
from events
inner join metrics on events.metric = metrics.metric
union all
{% endfor -%}
select person_key, metric_no, day, 1
from calls
where previous_day is null or day - previous_day >= window_days
union all
select person_key, metric_no, day + window_days, -1
from calls
where next_day is null or next_day - day >= window_days
