{# Touches that begin a hand-off or answer one: explicit requests, and what sales did. #}
select
    touches.person_key, touches.account_key, touches.touch_day as day, touches.occurred_at, touches.kind,
    touches.is_explicit_intent, touches.is_sales_activity
from {{ ref('int_touches') }} as touches
where (touches.is_explicit_intent or touches.is_sales_activity)
    and touches.is_counted and touches.quantity > 0
