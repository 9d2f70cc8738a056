{%- set attributes = {'name': 'string', 'domain': 'string', 'registration_id': 'string', 'industry': 'string', 'employee_count': 'bigint',
    'annual_revenue': 'decimal(18, 2)', 'currency': 'string', 'country': 'string', 'region': 'string', 'city': 'string',
    'time_zone': 'string', 'owner_id': 'string', 'is_target': 'boolean'} -%}

{{ versions_by_day(source('crm', 'accounts'), 'account_id', account_columns(), 'accounts', attributes) }}
