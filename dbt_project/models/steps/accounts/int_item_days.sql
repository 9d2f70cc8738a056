{# Different things of which stage rules count how many: content formats, roles and topics by day. #}
select distinct account_key, channel, 'content_formats' as metric, lower(trim(content_format)) as item, touch_day as day
from {{ ref('int_touches') }}
where is_counted and is_engagement and quantity > 0 and account_key is not null and content_format is not null
union all
select distinct touches.account_key, touches.channel, 'engaged_roles', versions.buying_role, touches.touch_day
from {{ ref('int_touches') }} as touches
inner join {{ ref('int_person_versions') }} as versions
    on touches.person_key = versions.person_key
    and touches.touch_day >= versions.valid_from_day
    and touches.touch_day < versions.valid_to_day
where touches.is_counted and touches.is_engagement and touches.quantity > 0
    and touches.account_key is not null and versions.buying_role is not null
union all
select distinct account_key, cast(null as varchar), 'intent_topics', provider || ' ' || topic, observed_day
from {{ ref('int_intent_signals') }}
