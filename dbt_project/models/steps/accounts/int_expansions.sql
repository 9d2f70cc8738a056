{# How far a customer is on the way to buying more. In progress: an expansion opportunity is open.
   Expanded: one was won since the account became a customer. Candidate: in the last 90 days, as a
   customer, it asked for an upgrade or three people engaged. #}
with

customers as (

    select account_key, from_day as customer_day
    from {{ ref('int_customer_spells') }}
    where from_day <= {{ as_of_day() }} and to_day > {{ as_of_day() }}

),

deals as (

    select
        customers.account_key,
        max(case when opportunities.closed_day is null then 1 else 0 end) as has_open,
        max(case when opportunities.is_won and opportunities.closed_day >= customers.customer_day then 1 else 0 end) as has_won
    from customers
    inner join {{ ref('int_opportunities') }} as opportunities on customers.account_key = opportunities.account_key
    where opportunities.type = 'expansion'
    group by customers.account_key

),

requests as (

    select distinct customers.account_key
    from customers
    inner join {{ ref('int_touches') }} as touches on customers.account_key = touches.account_key
    where touches.kind = 'upgrade_requested' and touches.is_counted and touches.quantity > 0
        and touches.touch_day > {{ as_of_day() }} - 90 and touches.touch_day >= customers.customer_day

),

engaged as (

    select customers.account_key, count(distinct actor_days.actor_key) as people
    from customers
    inner join {{ ref('int_actor_days') }} as actor_days on customers.account_key = actor_days.account_key
    where actor_days.engagements > 0 and actor_days.actor_key is not null
        and actor_days.day > {{ as_of_day() }} - 90 and actor_days.day >= customers.customer_day
    group by customers.account_key

)

select
    customers.account_key,
    customers.customer_day,
    case
        when deals.has_open = 1 then 'in_progress'
        when deals.has_won = 1 then 'expanded'
        when requests.account_key is not null or engaged.people >= 3 then 'candidate'
        else 'none'
    end as expansion_stage
from customers
left join deals on customers.account_key = deals.account_key
left join requests on customers.account_key = requests.account_key
left join engaged on customers.account_key = engaged.account_key
