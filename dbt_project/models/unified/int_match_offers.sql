{# Every account that a step of the matching offers a person: the step's own choice has place 1.
   Of accounts of one name those spelt as the person spells it go first: Merck KGaA is not Merck & Co. #}
with

addresses as (

    select * from {{ ref('int_person_addresses') }}

),

accounts as (

    select * from {{ ref('int_account_domains') }}

)

select
    person_id, account_key, 'override' as method, 1 as method_order, 1 as place, 1 as candidates,
    false as is_tied, matched_on, 1.0 as similarity
from {{ ref('int_match_overrides') }}
union all
select
    addresses.person_id, records.account_key, 'given', 2, 1, 1, false, addresses.account_id, 1.0
from addresses
inner join {{ ref('int_account_records') }} as records on addresses.account_id = records.account_id
union all
select
    addresses.person_id, accounts.account_key, 'domain', 3, accounts.candidate_rank, accounts.candidates,
    false, accounts.matched_text, 1.0
from addresses
inner join accounts
    on accounts.method = 'domain'
    and addresses.email_domain_type = 'business'
    and addresses.email_domain = accounts.matched_text
union all
select
    addresses.person_id, accounts.account_key, 'name', 4,
    row_number() over (
        partition by addresses.person_id
        order by case when spelt.account_key is null then 1 else 0 end, accounts.candidate_rank
    ),
    accounts.candidates, false, accounts.matched_text, 1.0
from addresses
inner join accounts
    on accounts.method = 'name' and addresses.normalised_company = accounts.matched_text
left join accounts as spelt
    on spelt.method = 'spelling'
    and addresses.company_spelling = spelt.matched_text
    and accounts.account_key = spelt.account_key
union all
select
    addresses.person_id, similar_accounts.account_key, 'fuzzy_name', 5, similar_accounts.candidate_rank,
    similar_accounts.candidates, similar_accounts.is_tied,
    similar_accounts.normalised_name || ' ~ ' || similar_accounts.similar_name, similar_accounts.similarity
from addresses
inner join {{ ref('int_similar_accounts') }} as similar_accounts
    on addresses.normalised_company = similar_accounts.normalised_name
