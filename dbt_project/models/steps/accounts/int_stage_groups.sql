{# Which rows each rule group demands of accounts of each segment: its rows for all segments and
   those for this one. A group without a row for a segment is not listed and so never holds. #}
with

segments as (

    select distinct segment from {{ ref('int_account_segments') }}

),

rules as (

    select
        stage_rules.stage,
        stages.ordinal,
        stages.hold_days,
        stage_rules.rule_group,
        stage_rules.segment,
        windows.predicate_no
    from {{ ref('stage_rules') }} as stage_rules
    inner join {{ ref('stages') }} as stages on stage_rules.stage = stages.stage
    inner join {{ ref('int_metric_windows') }} as windows
        on stage_rules.metric = windows.metric
        and coalesce(stage_rules.window_days, 0) = windows.window_days
        and stage_rules.minimum = windows.minimum

),

applied as (

    select distinct
        segments.segment, rules.ordinal, rules.hold_days, rules.rule_group, rules.predicate_no
    from rules
    inner join segments on rules.segment is null or trim(rules.segment) = segments.segment

)

select
    segment,
    ordinal,
    hold_days,
    rule_group,
    predicate_no,
    count(*) over (partition by segment, ordinal, rule_group) as predicates,
    cast(dense_rank() over (order by segment, ordinal, rule_group) as integer) as group_no
from applied
