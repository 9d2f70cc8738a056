{# How accounts stand to the rules on a day: what a publication, a gap and a preview say of it is one wording.
   `looks` has one row per account: account_key, account_id, segment; `day` may be a column of it. #}


{# Each rule group of the segment on that day: what holds and what lacks, in words. #}
{% macro group_readings(looks, day) %}
with

metric_values as (

    select changes.account_key, changes.metric_no, cast(sum(changes.change) as integer) as value
    from {{ ref('int_stage_metric_changes') }} as changes
    inner join {{ looks }} as looks on changes.account_key = looks.account_key
    where changes.replay_id = 0 and changes.day <= {{ day }}
    group by changes.account_key, changes.metric_no

),

demands as (

    select
        looks.account_key,
        stage_groups.ordinal,
        stage_groups.rule_group,
        windows.metric,
        windows.window_days,
        windows.least_value,
        coalesce(metric_values.value, 0) as value
    from {{ looks }} as looks
    inner join {{ ref('int_stage_groups') }} as stage_groups on looks.segment = stage_groups.segment
    inner join {{ ref('int_metric_windows') }} as windows on stage_groups.predicate_no = windows.predicate_no
    left join metric_values
        on looks.account_key = metric_values.account_key and windows.metric_no = metric_values.metric_no

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
{% endmacro %}


{# Why each stage is or is not reached: the group with the fewest rows unmet speaks. #}
{% macro stage_standings(looks, readings) %}
with

ranked as (

    select
        *,
        row_number() over (partition by account_key, ordinal order by unmet_rows, rule_group) as group_rank
    from {{ readings }} as readings

)

select
    looks.account_id,
    stages.ordinal,
    case
        when ranked.account_key is null
            then stages.stage || ' held since its criteria were met in another segment'
        when ranked.unmet_rows = 0 then stages.stage || ' by ' || ranked.rule_group || ': ' || ranked.all_readings
        {# Its criteria were met within the hold days, by the group that was nearest, or another. #}
        else stages.stage || ' held, no longer met, nearest ' || ranked.rule_group || ': ' || ranked.unmet_readings
    end as reached_by,
    case
        when ranked.account_key is null then 'no rule leads to ' || stages.stage || ' in this segment'
        else stages.stage || ' not met, nearest ' || ranked.rule_group || ': ' || ranked.unmet_readings
    end as lacking
from {{ looks }} as looks
cross join {{ ref('stages') }} as stages
left join ranked
    on looks.account_key = ranked.account_key
    and stages.ordinal = ranked.ordinal
    and ranked.group_rank = 1
{% endmacro %}
