{# Who is held out of what: by a number made of the ids of holdout and account, so that it is the same on
   every day and engine and has nothing to do with what the account is like. #}
select
    holdouts.holdout_id,
    starts.account_key,
    {{ stable_number("holdouts.holdout_id || '|' || accounts.account_id") }} % 10000 < holdouts.ten_thousandths
        as is_held_out
from {{ ref('int_holdouts') }} as holdouts
cross join {{ ref('int_account_starts') }} as starts
inner join {{ ref('int_accounts') }} as accounts on starts.account_key = accounts.account_key
