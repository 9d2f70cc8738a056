select
    owners.owner_id,
    owners.name as owner_name,
    owners.email,
    owners.wecom_id,
    owners.team,
    owners.region,
    coalesce(owners.is_active, true) as is_active,
    {{ run_columns(with_rules=false) }}
from {{ ref('stg_crm__owners') }} as owners
{{ run_join() }}
