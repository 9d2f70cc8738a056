{# Open and won opportunities of each account as of as_of. A sum is in the company's currency; if a rate
   is missing it is in the one currency that all share, else null. #}
{% set states = ['open', 'won'] -%}
with

deals as (

    select
        'open' as state, amounts.*, spells.stage, coalesce(stages.probability, 0) as probability
    from {{ ref('int_opportunity_amounts') }} as amounts
    inner join {{ ref('int_open_opportunities') }} as spells
        on amounts.opportunity_id = spells.opportunity_id
        and spells.from_day <= {{ as_of_day() }}
        and spells.to_day > {{ as_of_day() }}
    left join {{ ref('opportunity_stages') }} as stages on lower(trim(spells.stage)) = lower(trim(stages.stage))
    union all
    select 'won', amounts.*, null, 0
    from {{ ref('int_opportunity_amounts') }} as amounts
    where amounts.is_won

),

ranked as (

    select
        *,
        case when amount is not null then amount_currency end as summed_currency,
        row_number() over (
            partition by account_key, state order by probability desc, stage, opportunity_id
        ) as deal_rank
    from deals

),

summed as (

    select
        account_key, state,
        count(*) as deals,
        case
            when count(amount) = count(company_amount) then sum(company_amount)
            when min(summed_currency) = max(summed_currency) then sum(amount)
        end as amount,
        case
            when count(amount) = count(company_amount) then max(company_currency)
            when min(summed_currency) = max(summed_currency) then max(summed_currency)
        end as currency,
        max(case when deal_rank = 1 then stage end) as furthest_stage,
        {{ joined_text('name', '; ', 'deal_rank') }} as names
    from ranked
    group by account_key, state

)

select
    account_key
    {%- for state in states %},
    cast(coalesce(max(case when state = '{{ state }}' then deals end), 0) as integer) as {{ state }}_opportunities,
    cast(max(case when state = '{{ state }}' then amount end) as decimal(18, 2)) as {{ state }}_amount,
    max(case when state = '{{ state }}' and amount is not null then currency end) as {{ state }}_currency
    {%- endfor %},
    max(case when state = 'open' then furthest_stage end) as furthest_open_stage,
    max(case when state = 'open' then names end) as open_opportunity_names
from summed
group by account_key
