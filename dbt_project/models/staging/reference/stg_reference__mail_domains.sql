select raw_domain, registrable_domain from {{ source('reference', 'mail_domains') }}
