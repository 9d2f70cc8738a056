select
    {{ account_labels() }},
    coverage.role,
    coverage.required,
    coverage.is_core,
    coverage.is_decision_maker,
    stages.stage as required_from_stage,
    coverage.known,
    coverage.engaged,
    coverage.status,
    {{ day_date('coverage.last_engaged_day') }} as last_engaged_on,
    {{ run_columns() }}
from {{ ref('int_buying_group_coverage') }} as coverage
inner join {{ ref('int_account_labels') }} as labels on coverage.account_key = labels.account_key
left join {{ ref('stages') }} as stages on coverage.required_from_ordinal = stages.ordinal
{{ run_join() }}
