{# What each person or visitor did or was shown by a campaign on a day: all that reach, rates and credit know
   of touches. The one wide reading of them here. #}
{% set counted = {
    'ad_impressions': "kind = 'ad_impression'",
    'ad_clicks': "kind in ('ad_click', 'search_ad_clicked')",
    'calls': "kind in ('call_attempted', 'call_connected')",
    'calls_connected': "kind = 'call_connected'",
    'mails': "kind in ('email_sent', 'email_delivered')",
    'mail_opens': "kind = 'email_opened'",
    'mail_clicks': "kind = 'email_clicked'",
    'registrations': "kind in ('webinar_registered', 'event_registered')",
    'attendances': "kind in ('webinar_attended', 'event_attended')",
    'downloads': "kind = 'content_downloaded'",
    'exposures': 'is_exposure',
    'answers': 'is_call_to_action',
} -%}
select
    touch_day as day,
    campaign_id,
    channel,
    direction,
    setting,
    account_key,
    actor_key,
    cast(sum(quantity) as bigint) as touches,
    {% for name, condition in counted.items() -%}
    cast(sum(case when {{ condition }} then quantity else 0 end) as bigint) as {{ name }},
    {% endfor -%}
    max(case when is_exposure then occurred_at end) as last_exposed_at
from {{ ref('int_touches') }}
where is_counted and quantity > 0
group by touch_day, campaign_id, channel, direction, setting, account_key, actor_key
