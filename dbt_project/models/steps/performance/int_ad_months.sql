{# What ad platforms count: more than the touches we can assign to somebody. #}
select
    costs.campaign_id,
    months.month_day,
    sum(costs.impressions) as impressions,
    sum(costs.clicks) as clicks
from {{ ref('stg_ads__ad_costs') }} as costs
inner join {{ ref('int_months') }} as months
    on {{ day_number('costs.day') }} >= months.month_day and {{ day_number('costs.day') }} < months.next_month_day
where {{ day_number('costs.day') }} <= {{ as_of_day() }}
group by costs.campaign_id, months.month_day
