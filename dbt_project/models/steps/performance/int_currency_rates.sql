{# What one unit is worth in the company's currency, by ranges of days. Before the first row of a currency
   its rate is not known (null); the company's own is always worth one. #}
with

company as (

    select {{ company_currency() }} as currency

),

stated as (

    select upper(trim(currency)) as currency, rate, {{ day_number('valid_from') }} as from_day
    from {{ ref('currency_rates') }}

)

select
    stated.currency,
    stated.rate,
    stated.from_day,
    coalesce(
        lead(stated.from_day) over (partition by stated.currency order by stated.from_day), {{ last_day() }}
    ) as to_day
from stated
cross join company
where coalesce(stated.currency <> company.currency, true)
union all
select stated.currency, null, {{ first_day() }}, min(stated.from_day)
from stated
cross join company
where coalesce(stated.currency <> company.currency, true)
group by stated.currency
union all
select currency, cast(1 as decimal(18, 6)), {{ first_day() }}, {{ last_day() }}
from company
where currency is not null
