{# Accounts that count as a part of the top of their hierarchy because seed account_rollups says so.
   Excluded accounts neither roll up nor lead to a top. #}
{% set fields = ['industry', 'country', 'region', 'city', 'currency', 'owner_id', 'time_zone', 'is_target'] -%}
with recursive

accounts as (

    select accounts.*, parents.survivor_id as parent_id
    from {{ ref('stg_crm__accounts') }} as accounts
    inner join {{ ref('int_account_identities') }} as identities
        on accounts.account_id = identities.account_id
        and identities.account_id = identities.survivor_id
    left join {{ ref('int_account_identities') }} as parents on accounts.parent_account_id = parents.account_id
    left join {{ ref('int_account_exclusions') }} as exclusions on accounts.account_id = exclusions.account_id
    where exclusions.account_id is null

),

chosen as (

    select identities.survivor_id as account_id
    from {{ ref('account_rollups') }} as account_rollups
    inner join {{ ref('int_account_identities') }} as identities on account_rollups.account_id = identities.account_id
    {% for field in fields -%}
    union
    select accounts.account_id
    from accounts
    inner join {{ ref('account_rollups') }} as account_rollups
        on account_rollups.field = '{{ field }}'
        and lower(trim(account_rollups.value)) = lower(trim(cast(accounts.{{ field }} as string)))
    {% endfor %}
),

links as (

    select accounts.account_id as from_id, parents.account_id as to_id
    from accounts
    inner join accounts as parents
        on accounts.parent_id = parents.account_id and accounts.account_id <> parents.account_id
    where exists (select 1 from chosen)

),

{{ follow_links() }},

tops as (

    select
        merged.record_id,
        first_value(merged.record_id) over (
            partition by merged.group_id order by merged.merge_rank, accounts.created_at, merged.record_id
            rows between unbounded preceding and unbounded following
        ) as top_id
    from merged
    inner join accounts on merged.record_id = accounts.account_id

)

select tops.record_id as account_id, tops.top_id
from tops
inner join chosen on tops.record_id = chosen.account_id
where tops.record_id <> tops.top_id
