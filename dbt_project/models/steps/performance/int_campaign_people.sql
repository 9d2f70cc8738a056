{# Whom a campaign (or a channel without campaign) reached in a month, and what they did. Somebody who
   registered attended if they did so in that month or a later one. #}
{% set measures = ['touches', 'ad_impressions', 'ad_clicks', 'calls', 'calls_connected', 'mails', 'mail_opens',
                   'mail_clicks', 'registrations', 'attendances', 'downloads'] -%}
with

monthly as (

    select
        case when campaign_id is null then 'no_campaign' else 'campaign' end as level,
        coalesce(campaign_id, channel) as name,
        {{ day_number(month_of('day')) }} as month_day,
        actor_key,
        account_key
        {%- for name in measures %},
        sum({{ name }}) as {{ name }}
        {%- endfor %}
    from {{ ref('int_campaign_days') }}
    group by
        case when campaign_id is null then 'no_campaign' else 'campaign' end, coalesce(campaign_id, channel),
        {{ day_number(month_of('day')) }}, actor_key, account_key

),

attended as (

    select level, name, actor_key, max(month_day) as last_month_day
    from monthly
    where attendances > 0 and actor_key is not null
    group by level, name, actor_key

)

select
    units.unit_key,
    monthly.month_day,
    monthly.actor_key,
    monthly.account_key
    {%- for name in measures %},
    monthly.{{ name }}
    {%- endfor %},
    coalesce(attended.last_month_day >= monthly.month_day, false) as is_attended
from monthly
inner join {{ ref('int_performance_units') }} as units
    on monthly.level = units.level and monthly.name = units.name
left join attended
    on monthly.level = attended.level
    and monthly.name = attended.name
    and monthly.actor_key = attended.actor_key
    and monthly.registrations > 0
