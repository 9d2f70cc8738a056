{# Amounts of opportunities in the company's currency, by the rate of the close or, while open, of as_of.
   Null where no rate is known; an amount without currency is in the company's. #}
with

opportunities as (

    select
        *,
        {{ stated_currency('currency') }} as amount_currency,
        {{ company_currency() }} as company_currency,
        coalesce(closed_day, {{ as_of_day() }}) as rate_day
    from {{ ref('int_opportunities') }}

)

select
    opportunities.opportunity_id,
    opportunities.account_key,
    opportunities.name,
    opportunities.is_won,
    opportunities.amount,
    opportunities.amount_currency,
    opportunities.company_currency,
    {{ money('opportunities.amount * rates.rate') }} as company_amount
from opportunities
left join {{ ref('int_currency_rates') }} as rates
    on opportunities.amount_currency = rates.currency
    and opportunities.rate_day >= rates.from_day
    and opportunities.rate_day < rates.to_day
