{%- set columns = [
    'account_id', 'name', 'domain', 'registration_id', 'industry', 'employee_count',
    'annual_revenue', 'currency', 'country', 'region', 'city', 'time_zone', 'parent_account_id',
    'owner_id', 'customer_since', 'churned_at', 'contract_end_on', 'is_target', 'created_at',
    'updated_at', 'is_deleted', 'merged_into_id'
] -%}
{%- set attributes = {'name': 'varchar', 'domain': 'varchar', 'registration_id': 'varchar', 'industry': 'varchar', 'employee_count': 'bigint',
    'annual_revenue': 'decimal(18, 2)', 'currency': 'varchar', 'country': 'varchar', 'region': 'varchar', 'city': 'varchar',
    'time_zone': 'varchar', 'owner_id': 'varchar', 'is_target': 'boolean'} -%}

{{ versions_by_day(source('crm', 'accounts'), 'account_id', columns, 'accounts', attributes) }}
