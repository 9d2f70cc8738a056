{# Everything of a unit and month that adds up over units and months. Where ad platforms report, their
   impressions and clicks are the campaign's, else those of the touches. #}
{% set measures = ['spend', 'costs_without_rate', 'impressions', 'clicks', 'touches', 'emailed', 'email_opened',
                   'email_clicked', 'calls', 'calls_connected', 'registrations', 'attended', 'leads', 'mqls', 'sqls',
                   'opportunities', 'opportunity_amount', 'won', 'amount', 'customers', 'customers_valued', 'customer_amount',
                   'amounts_without_rate'] -%}
with

reported_ads as (

    select units.unit_key, ads.month_day, ads.impressions, ads.clicks
    from {{ ref('int_ad_months') }} as ads
    inner join {{ ref('int_performance_units') }} as units on ads.campaign_id = units.campaign_id

),

platforms as (

    select unit_key, count(impressions) > 0 as has_impressions, count(clicks) > 0 as has_clicks
    from reported_ads
    group by unit_key

),

actors as (

    select
        unit_key, month_day, actor_key,
        sum(touches) as touches,
        sum(ad_impressions) as impressions,
        sum(ad_clicks) as clicks,
        sum(calls) as calls,
        sum(calls_connected) as calls_connected,
        sum(mails) > 0 and actor_key is not null as is_emailed,
        sum(mail_opens) > 0 as has_opened,
        sum(mail_clicks) > 0 as has_clicked,
        sum(registrations) > 0 and actor_key is not null as is_registered,
        max(case when is_attended then 1 else 0 end) = 1 as is_attended
    from {{ ref('int_campaign_people') }}
    group by unit_key, month_day, actor_key

),

reach as (

    select
        unit_key, month_day,
        sum(touches) as touches,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(calls) as calls,
        sum(calls_connected) as calls_connected,
        sum(case when is_emailed then 1 else 0 end) as emailed,
        sum(case when is_emailed and has_opened then 1 else 0 end) as email_opened,
        sum(case when is_emailed and has_clicked then 1 else 0 end) as email_clicked,
        sum(case when is_registered then 1 else 0 end) as registrations,
        sum(case when is_registered and is_attended then 1 else 0 end) as attended
    from actors
    group by unit_key, month_day

),

successes as (

    select
        unit_key,
        {{ day_number(month_of('day')) }} as month_day
        {%- for event, column in [('lead', 'leads'), ('mql', 'mqls'), ('sql', 'sqls'), ('opportunity', 'opportunities'),
                                  ('won', 'won'), ('customer', 'customers')] %},
        sum(case when event = '{{ event }}' then 1 else 0 end) as {{ column }}
        {%- endfor %},
        sum(case when event = 'customer' and amount is not null then 1 else 0 end) as customers_valued,
        sum(case when event = 'opportunity' then amount end) as opportunity_amount,
        sum(case when event = 'won' then amount end) as amount,
        sum(case when event = 'customer' then amount end) as customer_amount,
        sum(case when event in ('opportunity', 'won') then unknown_amounts else 0 end) as amounts_without_rate
    from {{ ref('int_credited_events') }}
    group by unit_key, {{ day_number(month_of('day')) }}

),

parts as (

    {% set parts = [
        ('spend', {'spend': 'part.spend', 'costs_without_rate': 'part.parts_without_rate'}),
        ('ads', {'impressions': 'part.impressions', 'clicks': 'part.clicks'}),
        ('reach', {
            'impressions': 'case when coalesce(platforms.has_impressions, false) then null else part.impressions end',
            'clicks': 'case when coalesce(platforms.has_clicks, false) then null else part.clicks end',
            'touches': 'part.touches', 'emailed': 'part.emailed', 'email_opened': 'part.email_opened',
            'email_clicked': 'part.email_clicked', 'calls': 'part.calls', 'calls_connected': 'part.calls_connected',
            'registrations': 'part.registrations', 'attended': 'part.attended',
        }),
        ('successes', {
            'leads': 'part.leads', 'mqls': 'part.mqls', 'sqls': 'part.sqls', 'opportunities': 'part.opportunities',
            'opportunity_amount': 'part.opportunity_amount', 'won': 'part.won', 'amount': 'part.amount',
            'customers': 'part.customers', 'customers_valued': 'part.customers_valued', 'customer_amount': 'part.customer_amount',
            'amounts_without_rate': 'part.amounts_without_rate',
        }),
    ] -%}
    {% for name, columns in parts -%}
    select
        {{ 'units' if name == 'spend' else 'part' }}.unit_key, part.month_day
        {%- for measure in measures %},
        {{ columns.get(measure, 'null') }} as {{ measure }}
        {%- endfor %}
    {% if name == 'spend' -%}
    from {{ ref('int_campaign_spend') }} as part
    inner join {{ ref('int_performance_units') }} as units on part.campaign_id = units.campaign_id
    {%- elif name == 'ads' -%}
    from reported_ads as part
    {%- else -%}
    from {{ name }} as part
    {%- endif %}
    {%- if name == 'reach' %}
    left join platforms on part.unit_key = platforms.unit_key
    {%- endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    unit_key,
    month_day
    {%- for measure in measures %},
    sum({{ measure }}) as {{ measure }}
    {%- endfor %}
from parts
group by unit_key, month_day
