{%- set columns = [
    'provider', 'observed_on', 'account_id', 'domain', 'registration_id', 'name', 'industry',
    'employee_count', 'annual_revenue', 'currency', 'country', 'city', 'technologies'
] -%}

{{ latest_version(source('enrichment', 'enrichment'), ['provider', 'observed_on', 'account_id', 'domain', 'registration_id', 'name'], columns) }}
