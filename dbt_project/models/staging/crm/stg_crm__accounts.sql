{%- set columns = [
    'account_id', 'name', 'domain', 'registration_id', 'industry', 'employee_count',
    'annual_revenue', 'currency', 'country', 'region', 'city', 'time_zone', 'parent_account_id',
    'owner_id', 'customer_since', 'churned_at', 'contract_end_on', 'is_target', 'created_at',
    'updated_at', 'is_deleted', 'merged_into_id'
] -%}

{{ latest_version(source('crm', 'accounts'), ['account_id'], columns, updated_at='updated_at') }}
