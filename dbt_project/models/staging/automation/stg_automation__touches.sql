{%- set columns = [
    'touch_id', 'occurred_at', 'kind', 'person_id', 'visitor_id', 'account_id', 'campaign_id',
    'channel', 'direction', 'content_id', 'content_name', 'variant', 'url', 'referrer',
    'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'search_term',
    'device', 'ip_country', 'seconds', 'quantity', 'outcome', 'owner_id', 'opportunity_id'
] -%}

{{ latest_version(source('automation', 'touches'), ['touch_id'], columns) }}
