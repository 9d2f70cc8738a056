{# What stands beside an account wherever it is listed, as of as_of. #}
select
    accounts.account_key,
    accounts.account_id,
    accounts.name as account_name,
    accounts.owner_id,
    owners.name as owner_name,
    segments.segment,
    accounts.region
from {{ ref('int_accounts') }} as accounts
inner join {{ ref('int_account_segments') }} as segments
    on accounts.account_key = segments.account_key
    and segments.valid_from_day <= {{ as_of_day() }}
    and segments.valid_to_day > {{ as_of_day() }}
left join {{ ref('stg_crm__owners') }} as owners on accounts.owner_id = owners.owner_id
