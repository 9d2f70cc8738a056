{# The same of accounts: whoever is listed, has begun on the day and has no opportunity open. #}
with

opportunities as (

    select
        opportunities.account_key, snapshots.snapshot_no,
        max(case when opportunities.created_day <= snapshots.day then 1 else 0 end) as is_open,
        max(case when opportunities.created_day > snapshots.day then 1 else 0 end) as is_outcome
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('int_snapshots') }} as snapshots
        on opportunities.created_day <= snapshots.day + {{ model_setting('horizon_days') }}
        and (
            opportunities.created_day > snapshots.day
            or coalesce(opportunities.closed_day > snapshots.day, true)
        )
    where opportunities.type in ('new', 'expansion')
    group by opportunities.account_key, snapshots.snapshot_no

)

select
    starts.account_key,
    starts.start_day,
    snapshots.snapshot_no,
    snapshots.day,
    case when snapshots.is_labelled then coalesce(opportunities.is_outcome, 0) end as is_outcome
from {{ ref('int_account_starts') }} as starts
inner join {{ ref('int_snapshots') }} as snapshots
    on starts.start_day <= snapshots.day and (snapshots.is_labelled or snapshots.snapshot_no = 0)
left join opportunities
    on starts.account_key = opportunities.account_key and snapshots.snapshot_no = opportunities.snapshot_no
where coalesce(opportunities.is_open, 0) = 0
