{# Accounts that the source or seed account_merges merged. The seed goes before the source; an account
   merged into itself stays itself. A link that names nobody is no link. #}
with recursive

records as (

    select account_id, merged_into_id
    from {{ ref('stg_crm__accounts') }}
    where {{ business_day('created_at') }} <= {{ as_of_day() }}

),

links as (

    select records.account_id as from_id, named.account_id as to_id
    from records
    left join {{ ref('account_merges') }} as account_merges on records.account_id = account_merges.account_id
    inner join records as named
        on coalesce(account_merges.merged_into_id, records.merged_into_id) = named.account_id
        and records.account_id <> named.account_id

),

{{ follow_links() }}

select record_id as account_id, group_id, merge_rank from merged
