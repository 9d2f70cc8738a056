{%- set columns = [
    'content_id', 'name', 'format', 'topic', 'funnel_stage', 'audience_role', 'product',
    'is_high_value'
] -%}

{{ latest_version(source('web', 'content'), ['content_id'], columns) }}
