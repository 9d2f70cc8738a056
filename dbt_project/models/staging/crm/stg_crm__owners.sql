{%- set columns = [
    'owner_id', 'name', 'email', 'wecom_id', 'team', 'region', 'is_active'
] -%}

{{ latest_version(source('crm', 'owners'), ['owner_id'], columns) }}
