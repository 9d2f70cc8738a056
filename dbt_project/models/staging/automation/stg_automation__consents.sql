{%- set columns = [
    'person_id', 'purpose', 'status', 'legal_basis', 'source', 'changed_at'
] -%}

{{ latest_version(source('automation', 'consents'), ['person_id', 'purpose', 'changed_at'], columns) }}
