{# How the rows of each rule group stand on as_of, for accounts of the segments it applies to: what holds
   and what lacks, in words. #}
with

metric_values as (

    select account_key, metric_no, cast(sum(change) as integer) as value
    from {{ ref('int_stage_metric_changes') }}
    where replay_id = 0 and day <= {{ as_of_day() }}
    group by account_key, metric_no

),

demands as (

    select
        labels.account_key,
        stage_groups.ordinal,
        stage_groups.rule_group,
        windows.metric,
        windows.window_days,
        windows.least_value,
        coalesce(metric_values.value, 0) as value
    from {{ ref('int_account_labels') }} as labels
    inner join {{ ref('int_stage_groups') }} as stage_groups on labels.segment = stage_groups.segment
    inner join {{ ref('int_metric_windows') }} as windows on stage_groups.predicate_no = windows.predicate_no
    left join metric_values
        on labels.account_key = metric_values.account_key and windows.metric_no = metric_values.metric_no

),

readings as (

    select
        *,
        case when value < least_value then 1 else 0 end as is_unmet,
        {{ metric_reading('metric', 'value', 'least_value', 'window_days') }} as reading,
        {{ metric_gap('metric', 'value', 'least_value', 'window_days') }} as gap
    from demands

)

select
    account_key,
    ordinal,
    rule_group,
    cast(sum(is_unmet) as integer) as unmet_rows,
    {{ joined_text(
        'reading', ', ', 'metric, window_days, least_value'
    ) }} as all_readings,
    {{ joined_text(
        'case when is_unmet = 1 then reading end',
        ', ', 'metric, window_days, least_value'
    ) }} as unmet_readings,
    {{ joined_text(
        'case when is_unmet = 1 then gap end',
        '; ', 'metric, window_days, least_value'
    ) }} as gaps,
    min(case when is_unmet = 1 then case when metric = 'icp_score' and value = 0 then 'icp_unknown' else metric end end)
        as first_unmet_metric
from readings
group by account_key, ordinal, rule_group
