{# Who first saw which variant on which day, and who answered the same campaign (without one: the same content)
   within 30 days. People who saw two variants stand beside each, told apart: no difference can be theirs. #}
with

touches as (

    select
        case when campaign_id is null then 'content' else 'campaign' end as level,
        coalesce(campaign_id, content_id, content_name) as name,
        actor_key,
        nullif(trim(variant), '') as variant,
        touch_day as day,
        max(case when is_call_to_action then 1 else 0 end) as is_answer
    from {{ ref('int_touches') }}
    where is_counted and quantity > 0 and actor_key is not null
        and coalesce(campaign_id, content_id, content_name) is not null
        and (variant is not null or is_call_to_action)
    group by
        case when campaign_id is null then 'content' else 'campaign' end,
        coalesce(campaign_id, content_id, content_name),
        actor_key, nullif(trim(variant), ''), touch_day

),

shown as (

    select
        level, name, actor_key, variant,
        count(*) over (partition by level, name, actor_key) as variants,
        min(day) as first_day
    from touches
    where variant is not null
    group by level, name, actor_key, variant

),

tested as (

    select level, name
    from touches
    where variant is not null
    group by level, name
    having count(distinct variant) > 1

)

select
    shown.level,
    shown.name,
    shown.actor_key,
    shown.variant,
    shown.first_day,
    shown.variants > 1 as is_mixed,
    shown.first_day + 29 <= {{ as_of_day() }} as is_followed,
    max(case when touches.is_answer = 1 then 1 else 0 end) = 1 as has_answered
from shown
inner join tested on shown.level = tested.level and shown.name = tested.name
left join touches
    on shown.level = touches.level
    and shown.name = touches.name
    and shown.actor_key = touches.actor_key
    and touches.day >= shown.first_day
    and touches.day < shown.first_day + 30
group by
    shown.level, shown.name, shown.actor_key, shown.variant, shown.first_day, shown.variants
