{# The last touch of each account, and what happened in the last 90 days. #}
with

touches as (

    select account_key, touch_id, touch_day, occurred_at, kind, person_key, is_engagement, quantity
    from {{ ref('int_touches') }}
    where is_counted and account_key is not null and quantity > 0

),

sums as (

    select
        account_key,
        max(occurred_at) as last_at,
        sum(case when touch_day > {{ as_of_day() }} - {{ engaged_window_days() }} then quantity else 0 end) as touches,
        sum(case when is_engagement and touch_day > {{ as_of_day() }} - {{ engaged_window_days() }} then quantity else 0 end)
            as engagements
    from touches
    group by account_key

),

last_touches as (

    select
        touches.account_key, touches.touch_day, touches.kind, touches.person_key,
        row_number() over (partition by touches.account_key order by touches.touch_id) as touch_rank
    from touches
    inner join sums on touches.account_key = sums.account_key and touches.occurred_at = sums.last_at

),

sales as (

    select account_key, max(day) as last_day
    from {{ ref('int_actor_days') }}
    where sales_activities > 0
    group by account_key

)

select
    sums.account_key,
    cast(sums.touches as bigint) as touches,
    cast(sums.engagements as bigint) as engagements,
    last_touches.touch_day as last_touch_day,
    last_touches.kind as last_touch_kind,
    last_touches.person_key as last_touch_person_key,
    sales.last_day as last_sales_day
from sums
inner join last_touches on sums.account_key = last_touches.account_key and last_touches.touch_rank = 1
left join sales on sums.account_key = sales.account_key
