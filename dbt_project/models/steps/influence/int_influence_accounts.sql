{# What divides accounts for influence: the group in which the jackknife leaves them out, and whether
   they are targets. #}
select
    starts.account_key,
    cast({{ stable_number('accounts.account_id') }} % 20 as integer) as jackknife_group,
    coalesce(targets.is_target, false) as is_target
from {{ ref('int_account_starts') }} as starts
inner join {{ ref('int_accounts') }} as accounts on starts.account_key = accounts.account_key
left join {{ ref('int_target_accounts') }} as targets on starts.account_key = targets.account_key
