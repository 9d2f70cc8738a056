{%- set columns = [
    'object', 'id', 'field', 'changed_at', 'old_value', 'new_value'
] -%}

{{ latest_version(source('crm', 'field_history'), ['object', 'id', 'field', 'changed_at'], columns) }}
