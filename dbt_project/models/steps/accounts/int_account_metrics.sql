{# Which metrics the rules ask for at each account, by the segments it was ever in. Nothing else is
   computed for it. #}
select distinct
    starts.account_key,
    starts.start_day,
    windows.metric,
    windows.window_days,
    windows.metric_no
from {{ ref('int_account_starts') }} as starts
inner join {{ ref('int_account_segments') }} as segments on starts.account_key = segments.account_key
inner join {{ ref('int_stage_groups') }} as groups on segments.segment = groups.segment
inner join {{ ref('int_metric_windows') }} as windows on groups.predicate_no = windows.predicate_no
