{# Currencies of costs that no row of seed currency_rates covers, by campaign and month; month_day is null
   for all months together. #}
with

unpriced as (

    select distinct campaign_id, month_day, currency from {{ ref('int_campaign_costs') }} where rate is null

),

with_all as (

    select campaign_id, month_day, currency from unpriced
    union
    select campaign_id, cast(null as integer), currency from unpriced

)

select
    campaign_id,
    month_day,
    {{ joined_text('currency', ', ', 'currency') }} as currencies
from with_all
group by campaign_id, month_day
