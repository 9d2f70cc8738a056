select
    {{ account_labels() }},
    history.role,
    history.required,
    history.is_core,
    history.known,
    history.engaged,
    history.status,
    {{ day_date('history.last_engaged_day') }} as last_engaged_on,
    {{ day_date('history.from_day') }} as valid_from,
    {{ day_date('history.to_day') }} as valid_to,
    {{ run_columns() }}
from {{ ref('int_buying_group_history') }} as history
inner join {{ ref('int_account_labels') }} as labels on history.account_key = labels.account_key
{{ run_join() }}
