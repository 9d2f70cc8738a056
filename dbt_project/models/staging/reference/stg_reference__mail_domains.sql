select raw_domain, registrable_domain, domain_type from {{ source('reference', 'mail_domains') }}
