select raw_name, spelling, normalised_name from {{ source('reference', 'company_names') }}
