{# Costs of campaigns by stretches of days with one rate. What the ad platforms report goes before the cost
   of the campaign, which is spread evenly over its days: without an end up to as_of, without a start on its
   last day. Cents are cut off cumulatively, so that the stretches add up to what is due by as_of. #}
with

reported as (

    select campaign_id, {{ day_number('day') }} as day, cost, {{ stated_currency('currency') }} as currency
    from {{ ref('stg_ads__ad_costs') }}
    where cost is not null and {{ day_number('day') }} <= {{ as_of_day() }}

),

planned as (

    select
        campaigns.campaign_id,
        campaigns.cost,
        {{ stated_currency('campaigns.currency') }} as currency,
        {{ day_number('coalesce(campaigns.started_on, campaigns.ended_on)') }} as started_day,
        {{ day_number('campaigns.ended_on') }} as ended_day
    from {{ ref('int_campaigns') }} as campaigns
    where campaigns.cost is not null
        and not exists (select 1 from reported where reported.campaign_id = campaigns.campaign_id)

),

{# A start of more than a thousand months ago is a slip, and an end before the start one, too. #}
dated as (

    select
        campaign_id, cost, currency,
        greatest(
            coalesce(started_day, {{ as_of_day() }}), (select min(month_day) from {{ ref('int_months') }})
        ) as first_day,
        greatest(
            coalesce(ended_day, {{ as_of_day() }}),
            coalesce(started_day, {{ as_of_day() }}),
            (select min(month_day) from {{ ref('int_months') }})
        ) as last_day
    from planned

),

stretches as (

    select
        dated.*,
        months.month_day,
        rates.rate,
        greatest(dated.first_day, months.month_day, coalesce(rates.from_day, months.month_day)) as from_day,
        least(
            dated.last_day + 1, months.next_month_day, {{ as_of_day() }} + 1,
            coalesce(rates.to_day, months.next_month_day)
        ) as to_day
    from dated
    inner join {{ ref('int_months') }} as months
        on dated.first_day < months.next_month_day and dated.last_day >= months.month_day
    left join {{ ref('int_currency_rates') }} as rates
        on dated.currency = rates.currency
        and months.month_day < rates.to_day
        and months.next_month_day > rates.from_day

),

cut as (

    select
        *,
        {{ large_integer('cost * 100') }} as cents,
        last_day - first_day + 1 as days
    from stretches
    where from_day < to_day

)

select
    reported.campaign_id, months.month_day, 'ad_costs' as basis, reported.currency, rates.rate, reported.cost
from reported
inner join {{ ref('int_months') }} as months
    on reported.day >= months.month_day and reported.day < months.next_month_day
left join {{ ref('int_currency_rates') }} as rates
    on reported.currency = rates.currency and reported.day >= rates.from_day and reported.day < rates.to_day
union all
select
    campaign_id, month_day, 'campaign', currency, rate,
    cast(
        {{ whole_quotient('cents * (to_day - first_day)', 'days') }}
        - {{ whole_quotient('cents * (from_day - first_day)', 'days') }} as decimal(18, 0)
    ) * cast(0.01 as decimal(3, 2))
from cut
