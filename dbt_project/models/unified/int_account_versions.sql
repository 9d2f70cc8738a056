{# Attributes of accounts over time, half-open. The first version holds backwards for ever. #}
select
    accounts.account_key,
    versions.*,
    versions.starts_day as valid_from_day,
    coalesce(
        lead(versions.starts_day) over (partition by versions.account_id order by versions.starts_day),
        {{ last_day() }}
    ) as valid_to_day
from {{ ref('stg_crm__account_versions') }} as versions
inner join {{ ref('int_accounts') }} as accounts on versions.account_id = accounts.account_id
