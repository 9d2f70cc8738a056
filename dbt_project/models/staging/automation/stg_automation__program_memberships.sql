{%- set columns = [
    'program_id', 'person_id', 'step', 'entered_at', 'exited_at', 'status'
] -%}

{{ latest_version(source('automation', 'program_memberships'), ['program_id', 'person_id', 'entered_at'], columns) }}
