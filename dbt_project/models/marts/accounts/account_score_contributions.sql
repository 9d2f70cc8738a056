select
    {{ account_labels() }},
    ledger.signal,
    ledger.rule_id,
    ledger.metric,
    ledger.window_days,
    cast(
        case
            when ledger.metric <> 'icp_score' then ledger.value
            when ledger.value > 0 then cast(ledger.value - 1 as decimal(18, 2)) / 100
        end as decimal(18, 2)
    ) as value,
    {{ points('ledger.points_cents') }} as points,
    {{ run_columns() }}
from {{ ref('int_account_score_ledger') }} as ledger
inner join {{ ref('int_account_labels') }} as labels on ledger.account_key = labels.account_key
{{ run_join() }}
