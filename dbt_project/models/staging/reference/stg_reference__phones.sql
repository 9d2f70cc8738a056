select raw_phone, country, e164 from {{ source('reference', 'phones') }}
