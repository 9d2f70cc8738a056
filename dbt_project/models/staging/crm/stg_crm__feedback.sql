{%- set columns = [
    'feedback_id', 'person_id', 'account_id', 'given_by', 'rating', 'reason', 'note', 'given_at'
] -%}

{{ latest_version(source('crm', 'feedback'), ['feedback_id'], columns) }}
