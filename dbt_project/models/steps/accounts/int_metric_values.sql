{# Value of every metric that decides stages, by day of change. #}
with

summed as (

    select
        account_key, metric_no, day,
        cast(change as integer) as change,
        cast(sum(change) over (
            partition by account_key, metric_no order by day rows between unbounded preceding and current row
        ) as integer) as value,
        lag(day) over (partition by account_key, metric_no order by day) is null as is_first
    from {{ ref('int_stage_metric_changes') }}

)

select
    account_key,
    metric_no,
    day,
    value,
    case when not is_first then value - change end as previous_value
from summed
