{# Whatever names a record of an account, also one merged or rolled up, belongs to `account_key`. #}
select identities.account_id, identities.survivor_id, accounts.account_key
from {{ ref('int_account_identities') }} as identities
left join {{ ref('int_account_rollups') }} as rollups on identities.survivor_id = rollups.account_id
inner join {{ ref('int_accounts') }} as accounts
    on coalesce(rollups.top_id, identities.survivor_id) = accounts.account_id
