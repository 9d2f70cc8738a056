{# By what each person can be matched to an account: what the record that stands for them says. #}
select
    people.person_id,
    people.account_id,
    nullif(lower(trim(people.email)), '') as email,
    mail_domains.registrable_domain as email_domain,
    case
        when mail_domains.registrable_domain is null then 'none'
        else mail_domains.domain_type
    end as email_domain_type,
    company_names.normalised_name as normalised_company,
    company_names.spelling as company_spelling
from {{ ref('stg_crm__people') }} as people
inner join {{ ref('int_person_identities') }} as identities
    on people.person_id = identities.person_id
    and identities.person_id = identities.survivor_id
left join {{ ref('stg_reference__mail_domains') }} as mail_domains
    on {{ dbt.split_part('lower(trim(people.email))', "'@'", 2) }} = mail_domains.raw_domain
left join {{ ref('stg_reference__company_names') }} as company_names
    on people.company_name = company_names.raw_name
