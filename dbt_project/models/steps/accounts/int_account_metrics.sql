{# Which metrics the rules ask for at each account: stage rules by the segments it was ever in, the
   account score of all. Nothing else is computed for it, and a history without one channel needs
   only what decides stages: the score's metrics if a stage rule asks for the score. #}
with

staged as (

    select distinct starts.account_key, windows.metric_no, windows.metric
    from {{ ref('int_account_starts') }} as starts
    inner join {{ ref('int_account_segments') }} as segments on starts.account_key = segments.account_key
    inner join {{ ref('int_stage_groups') }} as groups on segments.segment = groups.segment
    inner join {{ ref('int_metric_windows') }} as windows on groups.predicate_no = windows.predicate_no

),

scored as (

    select distinct metric_no from {{ ref('int_account_score_rules') }}

),

asked as (

    select account_key, metric_no, 1 as in_replays from staged
    union all
    select staged.account_key, scored.metric_no, 1
    from staged
    cross join scored
    where staged.metric = 'account_score'
    union all
    select starts.account_key, scored.metric_no, 0
    from {{ ref('int_account_starts') }} as starts
    cross join scored

),

needed as (

    select account_key, metric_no, max(in_replays) as in_replays from asked group by account_key, metric_no

)

select
    starts.account_key,
    starts.start_day,
    numbers.metric,
    numbers.window_days,
    numbers.metric_no,
    needed.in_replays = 1 as in_replays
from needed
inner join {{ ref('int_account_starts') }} as starts on needed.account_key = starts.account_key
inner join {{ ref('int_metric_numbers') }} as numbers on needed.metric_no = numbers.metric_no
