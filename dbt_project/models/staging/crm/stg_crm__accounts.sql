{{ latest_version(source('crm', 'accounts'), ['account_id'], account_columns(), updated_at='updated_at') }}
