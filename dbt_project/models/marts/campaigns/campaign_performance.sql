{# What campaigns and channels cost, whom they reached and what is booked to them. A cost per something is
   null without either; so is a rate of nothing. #}
with

figures as (

    select
        {{ finance_figure('gross_margin') }} as gross_margin,
        {# How many times a contract is signed in a customer's life. #}
        coalesce({{ finance_figure('customer_lifetime_years') }}, 1 / nullif({{ finance_figure('annual_churn_rate') }}, 0))
        / coalesce({{ finance_figure('contract_years') }}, 1) as contracts

),

counted as (

    select
        sums.*,
        coalesce(reach.people, 0) as people,
        coalesce(reach.accounts, 0) as accounts,
        coalesce(reach.downloaders, 0) as downloaders,
        case when sums.spend > 0 then sums.spend end as money_spent,
        {# What a new customer brings, from the first contract to the last; of those whose amount is known. #}
        cast(sums.customer_amount as double) * figures.gross_margin * figures.contracts / nullif(sums.customers_valued, 0) as customer_value,
        figures.gross_margin
    from {{ ref('int_performance_sums') }} as sums
    cross join figures
    left join {{ ref('int_performance_reach') }} as reach
        on sums.level = reach.level
        and sums.name = reach.name
        and coalesce(sums.month_day, {{ first_day() }}) = coalesce(reach.month_day, {{ first_day() }})

)

select
    counted.level,
    counted.name,
    case counted.level
        when 'campaign' then coalesce(units.campaign_name, counted.name)
        when 'no_campaign' then counted.name || ' (no campaign)'
        else counted.name
    end as label,
    {{ period_name('counted.month_day') }} as period,
    {{ day_date('counted.month_day') }} as month,
    units.campaign_id,
    units.campaign_name,
    coalesce(units.channel, case when counted.level = 'channel' then counted.name end) as channel,
    coalesce(units.direction, case when counted.level = 'direction' then counted.name end) as direction,
    units.setting,
    cast(counted.spend as decimal(18, 2)) as spend,
    cast(counted.costs_without_rate as integer) as costs_without_rate,
    unpriced.currencies as currencies_without_rate,
    {% for name in ['impressions', 'clicks', 'touches', 'people', 'accounts', 'emailed', 'email_opened', 'email_clicked',
                    'calls', 'calls_connected', 'registrations', 'attended', 'downloaders'] -%}
    cast(counted.{{ name }} as bigint) as {{ name }},
    {% endfor -%}
    {% for name in ['leads', 'mqls', 'sqls', 'opportunities', 'won', 'customers', 'amounts_without_rate'] -%}
    cast(counted.{{ name }} as integer) as {{ name }},
    {% endfor -%}
    cast(counted.opportunity_amount as decimal(18, 2)) as opportunity_amount,
    cast(counted.amount as decimal(18, 2)) as amount,
    {{ share_of('case when counted.clicks <= counted.impressions then counted.clicks end', 'counted.impressions') }} as ctr,
    {{ share_of('counted.email_opened', 'counted.emailed') }} as open_rate,
    {{ share_of('counted.email_clicked', 'counted.emailed') }} as click_rate,
    {{ share_of('counted.calls_connected', 'counted.calls') }} as connect_rate,
    {{ share_of('counted.attended', 'counted.registrations') }} as attendance_rate,
    {{ share_of('counted.downloaders', 'counted.people') }} as download_rate,
    {% for name, count in [('click', 'clicks'), ('lead', 'leads'), ('mql', 'mqls'), ('sql', 'sqls'),
                           ('opportunity', 'opportunities'), ('won', 'won'), ('customer', 'customers')] -%}
    {{ exact_quotient('counted.money_spent', 'counted.' ~ count) }} as cost_per_{{ name }},
    {% endfor -%}
    {{ exact_quotient('counted.amount', 'counted.money_spent', 4) }} as return_on_spend,
    {{ quotient('cast(counted.amount as double) * counted.gross_margin - counted.money_spent', 'counted.money_spent', 4) }} as roi,
    {{ quotient('counted.customer_value', '1') }} as ltv,
    {{ quotient('counted.customer_value * counted.customers', 'counted.money_spent', 4) }} as ltv_to_cac,
    {{ run_columns() }}
from counted
left join {{ ref('int_performance_units') }} as units
    on counted.level = units.level and counted.name = units.name
left join {{ ref('int_unpriced_currencies') }} as unpriced
    on counted.level = 'campaign'
    and counted.name = unpriced.campaign_id
    and coalesce(counted.month_day, {{ first_day() }}) = coalesce(unpriced.month_day, {{ first_day() }})
{{ run_join() }}
