{# What each account lacks for the next stage as of as_of: of the groups that lead there the one with
   the fewest rows unmet. #}
with

metric_values as (

    select account_key, metric_no, sum(change) as value
    from {{ ref('int_stage_metric_changes') }}
    where replay_id = 0 and day <= {{ as_of_day() }}
    group by account_key, metric_no

),

current_stages as (

    select account_key, ordinal
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }} and exited_day > {{ as_of_day() }}

),

demands as (

    select
        current_stages.account_key,
        groups.rule_group,
        windows.metric,
        windows.window_days,
        windows.least_value,
        windows.minimum,
        coalesce(metric_values.value, 0) as value
    from current_stages
    inner join {{ ref('int_account_labels') }} as labels on current_stages.account_key = labels.account_key
    inner join {{ ref('int_stage_groups') }} as groups
        on labels.segment = groups.segment and groups.ordinal = current_stages.ordinal + 1
    inner join {{ ref('int_metric_windows') }} as windows on groups.predicate_no = windows.predicate_no
    left join metric_values
        on current_stages.account_key = metric_values.account_key
        and windows.metric_no = metric_values.metric_no

),

unmet as (

    select
        *,
        count(*) over (partition by account_key, rule_group) as unmet_rows,
        row_number() over (
            partition by account_key, rule_group order by metric, window_days
        ) as row_in_group
    from demands
    where value < least_value

),

sentences as (

    select
        account_key, rule_group, unmet_rows,
        {{ dbt.listagg(
            measure="case when metric = 'icp_score' and value = 0 then 'ICP score unknown, ' || cast(minimum as varchar) || ' needed'
                when metric = 'icp_score' then 'ICP score ' || cast(cast((value - 1) / 100.0 as decimal(9, 2)) as varchar) || ' of ' || cast(minimum as varchar)
                when metric = 'account_score' then 'account score ' || cast(cast(value / 100.0 as decimal(9, 2)) as varchar) || ' of ' || cast(minimum as varchar)
                else cast(least_value - value as varchar) || ' more ' || " ~ metric_words('metric', 'least_value - value') ~ "
                    || case when window_days > 0 then ' in ' || cast(window_days as varchar) || ' days' else '' end
            end",
            delimiter_text="'; '",
            order_by_clause='order by row_in_group'
        ) }} as missing_for_next,
        min(metric) as missing_metric
    from unmet
    group by account_key, rule_group, unmet_rows

),

ranked as (

    select
        *, row_number() over (partition by account_key order by unmet_rows, rule_group) as group_rank
    from sentences

)

select account_key, missing_for_next, missing_metric
from ranked
where group_rank = 1
