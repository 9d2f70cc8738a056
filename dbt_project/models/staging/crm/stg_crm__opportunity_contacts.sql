{%- set columns = [
    'opportunity_id', 'person_id', 'role', 'is_primary'
] -%}

{{ latest_version(source('crm', 'opportunity_contacts'), ['opportunity_id', 'person_id'], columns) }}
