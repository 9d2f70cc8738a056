{# What each campaign cost in each month, in the company's currency. A part without a rate makes the month
   unknown: it is never taken as one to one. #}
select
    campaign_id,
    month_day,
    case when count(rate) = count(*) then {{ money('sum(cost * rate)') }} end as spend,
    min(basis) as basis,
    count(*) - count(rate) as parts_without_rate
from {{ ref('int_campaign_costs') }}
group by campaign_id, month_day
