{# Why each stage was entered, with the values that the deciding group's metrics had. Only metrics that
   a move asks about are summed; the days asked about are rows of the same running sum. #}
with

demands as (

    select
        moves.account_key,
        moves.entered_day,
        moves.read_day,
        coalesce(moves.ordinal < moves.previous_ordinal, false) as is_backward,
        windows.metric_no,
        windows.metric,
        windows.window_days,
        windows.least_value
    from {{ ref('int_stage_moves') }} as moves
    inner join {{ ref('int_account_segments') }} as segments
        on moves.account_key = segments.account_key
        and moves.segment_day >= segments.valid_from_day
        and moves.segment_day < segments.valid_to_day
    inner join {{ ref('int_stage_groups') }} as stage_groups
        on segments.segment = stage_groups.segment
        and moves.decided_ordinal = stage_groups.ordinal
        and moves.decided_group = stage_groups.rule_group
    inner join {{ ref('int_metric_windows') }} as windows on stage_groups.predicate_no = windows.predicate_no

),

asked as (

    select distinct account_key, metric_no from demands

),

edges as (

    select changes.account_key, changes.metric_no, changes.day, changes.change, 0 as is_asked
    from {{ ref('int_stage_metric_changes') }} as changes
    inner join asked on changes.account_key = asked.account_key and changes.metric_no = asked.metric_no
    where changes.replay_id = 0 and changes.day <= {{ as_of_day() }}
    union all
    select distinct account_key, metric_no, read_day, 0, 1 from demands

),

daily as (

    select account_key, metric_no, day, sum(change) as change, max(is_asked) as is_asked
    from edges
    group by account_key, metric_no, day

),

metric_values as (

    select
        account_key, metric_no, day, is_asked,
        cast(sum(change) over (
            partition by account_key, metric_no order by day
            rows between unbounded preceding and current row
        ) as integer) as value
    from daily

),

readings as (

    select
        demands.account_key,
        demands.entered_day,
        demands.metric,
        demands.window_days,
        demands.least_value,
        {{ metric_reading('demands.metric', 'metric_values.value', 'demands.least_value', 'demands.window_days') }}
            as reading
    from demands
    inner join metric_values
        on demands.account_key = metric_values.account_key
        and demands.metric_no = metric_values.metric_no
        and demands.read_day = metric_values.day
        and metric_values.is_asked = 1
    {# A group lapses for the rows that it lacks. #}
    where not demands.is_backward or metric_values.value < demands.least_value

),

sentences as (

    select
        account_key, entered_day,
        max(case when metric = 'won_opportunities' then 1 else 0 end) as asks_wins,
        {{ joined_text(
            'reading', ', ', 'metric, window_days, least_value'
        ) }} as readings
    from readings
    group by account_key, entered_day

)

select
    moves.account_key,
    moves.entered_day,
    moves.entry_group as rule_group,
    case
        when moves.ordinal < moves.previous_ordinal and accounts.churned_day = moves.read_day and sentences.asks_wins = 1
            then 'churned on ' || cast({{ day_date('moves.read_day') }} as string)
        when moves.ordinal < moves.previous_ordinal
            then left_stages.stage || ' not met since ' || cast({{ day_date('moves.read_day') }} as string) || ': '
                || coalesce(sentences.readings, 'another segment')
                || case
                    when left_stages.hold_days > 0
                        then '; the ' || {{ counted_text('left_stages.hold_days', 'day', 'days') }} || ' of hold ran out'
                    else ''
                end
        else coalesce(sentences.readings, 'first day of the history')
    end as entry_reason
from {{ ref('int_stage_moves') }} as moves
left join sentences on moves.account_key = sentences.account_key and moves.entered_day = sentences.entered_day
left join {{ ref('stages') }} as left_stages on moves.previous_ordinal = left_stages.ordinal
inner join {{ ref('int_accounts') }} as accounts on moves.account_key = accounts.account_key
