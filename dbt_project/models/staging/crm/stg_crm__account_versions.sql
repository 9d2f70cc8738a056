{%- set attributes = {'name': 'varchar', 'domain': 'varchar', 'registration_id': 'varchar', 'industry': 'varchar', 'employee_count': 'bigint',
    'annual_revenue': 'decimal(18, 2)', 'currency': 'varchar', 'country': 'varchar', 'region': 'varchar', 'city': 'varchar',
    'time_zone': 'varchar', 'owner_id': 'varchar', 'is_target': 'boolean'} -%}

{{ versions_by_day(source('crm', 'accounts'), 'account_id', account_columns(), 'accounts', attributes) }}
