{# What was agreed on a person goes before the e-mail, the e-mail before the domain. Any record of the
   person may be named, and any record of the account. #}
with

overrides as (

    select account_match_overrides.*, records.account_key
    from {{ ref('account_match_overrides') }} as account_match_overrides
    inner join {{ ref('int_account_records') }} as records on account_match_overrides.account_id = records.account_id

),

named as (

    select
        identities.survivor_id as person_id, overrides.account_key, overrides.account_id,
        1 as specificity, overrides.person_id as matched_on
    from overrides
    inner join {{ ref('int_person_identities') }} as identities on overrides.person_id = identities.person_id
    union all
    select identities.survivor_id, overrides.account_key, overrides.account_id, 2, identities.email
    from overrides
    inner join {{ ref('int_person_identities') }} as identities
        on lower(trim(overrides.email)) = identities.email
    union all
    select addresses.person_id, overrides.account_key, overrides.account_id, 3, addresses.email_domain
    from overrides
    inner join {{ ref('int_person_addresses') }} as addresses
        on lower(trim(overrides.domain)) = addresses.email_domain

),

ranked as (

    select
        named.*,
        row_number() over (
            partition by person_id order by specificity, account_id, account_key, matched_on
        ) as override_rank
    from named

)

select person_id, account_key, matched_on from ranked where override_rank = 1
