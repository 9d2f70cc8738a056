{# Whom a campaign (or a channel without campaign) reached in a month, and what they did. Somebody who
   registered attended if they did so in that month or a later one. #}
{% set measures = ['touches', 'ad_impressions', 'ad_clicks', 'calls', 'calls_connected', 'mails', 'mail_opens',
                   'mail_clicks', 'registrations', 'attendances', 'downloads'] -%}
with

{# Joining narrow keys first: grouping by names and dates took twice as long. #}
months_of_days as (

    select days.day, months.month_day
    from (select distinct day from {{ ref('int_campaign_days') }}) as days
    inner join {{ ref('int_months') }} as months
        on days.day >= months.month_day and days.day < months.next_month_day

),

monthly as (

    select
        units.unit_key,
        months.month_day,
        days.actor_key,
        days.account_key
        {%- for name in measures %},
        cast(sum(days.{{ name }}) as bigint) as {{ name }}
        {%- endfor %}
    from {{ ref('int_campaign_days') }} as days
    inner join months_of_days as months on days.day = months.day
    inner join {{ ref('int_performance_units') }} as units
        on coalesce(days.campaign_id, days.channel) = units.name
        and case when days.campaign_id is null then 'no_campaign' else 'campaign' end = units.level
    group by units.unit_key, months.month_day, days.actor_key, days.account_key

),

attended as (

    select unit_key, actor_key, max(month_day) as last_month_day
    from monthly
    where attendances > 0 and actor_key is not null
    group by unit_key, actor_key

)

select
    monthly.*,
    coalesce(attended.last_month_day >= monthly.month_day, false) as is_attended
from monthly
left join attended
    on monthly.unit_key = attended.unit_key
    and monthly.actor_key = attended.actor_key
    and monthly.registrations > 0
