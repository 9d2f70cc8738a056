{# Amounts of opportunities in the company's currency, by the rate of the close or, while open, of as_of.
   Null where no rate is known; an amount without currency is in the company's. #}
with

company as (

    select max(upper(trim(value))) as currency from {{ ref('finance') }} where name = 'company_currency'

),

opportunities as (

    select
        opportunities.*,
        coalesce(nullif(upper(trim(opportunities.currency)), ''), company.currency) as amount_currency,
        company.currency as company_currency,
        coalesce(opportunities.closed_day, {{ as_of_day() }}) as rate_day
    from {{ ref('int_opportunities') }} as opportunities
    cross join company

),

rates as (

    select
        opportunities.opportunity_id,
        rates.rate,
        row_number() over (partition by opportunities.opportunity_id order by rates.valid_from desc) as rate_rank
    from opportunities
    inner join {{ ref('currency_rates') }} as rates
        on opportunities.amount_currency = upper(trim(rates.currency))
        and {{ day_number('rates.valid_from') }} <= opportunities.rate_day

)

select
    opportunities.opportunity_id,
    opportunities.account_key,
    opportunities.name,
    opportunities.is_won,
    opportunities.amount,
    opportunities.amount_currency,
    opportunities.company_currency,
    cast(round(
        opportunities.amount
        * case when opportunities.amount_currency = opportunities.company_currency then 1 else rates.rate end, 2
    ) as decimal(18, 2)) as company_amount
from opportunities
left join rates on opportunities.opportunity_id = rates.opportunity_id and rates.rate_rank = 1
