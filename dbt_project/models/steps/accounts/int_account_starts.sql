{# First day of each account's history: its created day or its first counted touch. #}
select
    accounts.account_key,
    least(accounts.created_day, coalesce(first_touches.first_day, accounts.created_day)) as start_day
from {{ ref('int_accounts') }} as accounts
left join (
    select account_key, min(touch_day) as first_day
    from {{ ref('int_touches') }}
    where is_counted
    group by account_key
) as first_touches on accounts.account_key = first_touches.account_key
where accounts.exclusion_reason is null
