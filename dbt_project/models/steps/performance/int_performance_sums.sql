{# Sums of each row that is published: a month, or all of them (month_day null). #}
{% set sums = ['impressions', 'clicks', 'touches', 'emailed', 'email_opened', 'email_clicked', 'calls', 'calls_connected',
               'registrations', 'attended', 'leads', 'mqls', 'sqls', 'opportunities', 'won', 'customers',
               'customers_valued'] -%}
with

rows_of_groups as (

    select groups.level, groups.name, months.*
    from {{ ref('int_performance_months') }} as months
    inner join {{ ref('int_performance_groups') }} as groups on months.unit_key = groups.unit_key

),

periods as (

    {% for month in ['month_day', 'cast(null as integer)'] -%}
    select
        level, name, {{ month }} as month_day,
        {{ whole_sum('spend', 'costs_without_rate') }} as spend,
        coalesce(sum(costs_without_rate), 0) as costs_without_rate,
        coalesce(sum(amounts_without_rate), 0) as amounts_without_rate,
        {% for name in ['opportunity_amount', 'amount', 'customer_amount'] -%}
        {{ whole_sum(name, 'amounts_without_rate') }} as {{ name }},
        {% endfor -%}
        {% for name in sums -%}
        coalesce(sum({{ name }}), 0) as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from rows_of_groups
    group by level, name{{ ', month_day' if loop.first }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from periods
