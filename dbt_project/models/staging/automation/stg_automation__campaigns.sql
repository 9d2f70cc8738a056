{%- set columns = [
    'campaign_id', 'name', 'channel', 'direction', 'setting', 'started_on', 'ended_on', 'cost',
    'currency'
] -%}

{{ latest_version(source('automation', 'campaigns'), ['campaign_id'], columns) }}
