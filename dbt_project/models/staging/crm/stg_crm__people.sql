{{ latest_version(source('crm', 'people'), ['person_id'], person_columns(), updated_at='updated_at') }}
