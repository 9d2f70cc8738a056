{%- set columns = [
    'day', 'campaign_id', 'impressions', 'clicks', 'cost', 'currency'
] -%}

{{ latest_version(source('ads', 'ad_costs'), ['day', 'campaign_id'], columns) }}
