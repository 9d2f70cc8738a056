{# Different things of which stage rules count how many, by day and channel: people (or visitors),
   content formats, buying roles, intent topics. A topic belongs to no channel. #}
{% set people_metrics = {'exposed_people': 'impressions', 'engaged_people': 'engagements',
                         'signal_people': 'signals', 'event_people': 'event_engagements'} -%}
with

wanted as (

    select distinct account_key, metric from {{ ref('int_account_metrics') }}

),

named_items as (

    select account_key, channel, 'content_formats' as metric, lower(trim(content_format)) as item, touch_day as day
    from {{ ref('int_touches') }}
    where is_counted and is_engagement and quantity > 0 and account_key is not null and content_format is not null
    union
    select touches.account_key, touches.channel, 'engaged_roles', versions.buying_role, touches.touch_day
    from {{ ref('int_touches') }} as touches
    inner join {{ ref('int_person_versions') }} as versions
        on touches.person_key = versions.person_key
        and touches.touch_day >= versions.valid_from_day
        and touches.touch_day < versions.valid_to_day
    where touches.is_counted and touches.is_engagement and touches.quantity > 0
        and touches.account_key is not null and versions.buying_role is not null
    union
    select account_key, cast(null as string), 'intent_topics', provider || ' ' || topic, observed_day
    from {{ ref('int_intent_signals') }}

),

item_numbers as (

    select metric, item, cast(row_number() over (order by metric, item) as integer) as item_no
    from (select distinct metric, item from named_items) as distinct_items

)

{% for metric, column in people_metrics.items() -%}
select actor_days.account_key, '{{ metric }}' as metric, actor_days.actor_key as item_no, actor_days.channel, actor_days.day
from {{ ref('int_actor_days') }} as actor_days
inner join wanted on actor_days.account_key = wanted.account_key and wanted.metric = '{{ metric }}'
where actor_days.actor_key is not null and actor_days.{{ column }} > 0
union all
{% endfor -%}
select named_items.account_key, named_items.metric, item_numbers.item_no, named_items.channel, named_items.day
from named_items
inner join item_numbers on named_items.metric = item_numbers.metric and named_items.item = item_numbers.item
inner join wanted on named_items.account_key = wanted.account_key and named_items.metric = wanted.metric
