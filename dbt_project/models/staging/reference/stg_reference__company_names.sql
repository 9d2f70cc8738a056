select raw_name, normalised_name from {{ source('reference', 'company_names') }}
