{# The difference that a replay makes to the mask of stages that are held, by day of change. #}
with

{# Groups that differ, as they are without the channel and, taken back, as they are operationally. #}
groups as (

    select distinct replay_id, account_key, group_no from {{ ref('int_replay_group_changes') }}

),

operational_spells as (

    select groups.replay_id, spells.account_key, spells.ordinal, spells.hold_days, spells.from_day, spells.to_day
    from {{ ref('int_group_spells') }} as spells
    inner join groups on spells.account_key = groups.account_key and spells.group_no = groups.group_no

),

differences as (

    select replay_id, account_key, ordinal, day, {{ integer_sum('change', type='integer') }} as change
    from (
        {{ stage_edges(ref('int_replay_group_spells')) }}
        union all
        select replay_id, account_key, ordinal, day, -change
        from ({{ stage_edges('operational_spells') }}) as operational_edges
    ) as edges
    group by replay_id, account_key, ordinal, day
    having sum(change) <> 0

),

stages as (

    select distinct replay_id, account_key, ordinal from differences

),

operational_edges as ({{ stage_edges(ref('int_group_spells')) }}),

edges as (

    select replay_id, account_key, ordinal, day, change from differences
    union all
    select stages.replay_id, edges.account_key, edges.ordinal, edges.day, edges.change
    from operational_edges as edges
    inner join stages on edges.account_key = stages.account_key and edges.ordinal = stages.ordinal

),

flips as (

    {{ stage_flips('edges') }}
    union all
    select stages.replay_id, operational.account_key, operational.ordinal, operational.day, -operational.flip
    from {{ ref('int_stage_flips') }} as operational
    inner join stages
        on operational.account_key = stages.account_key and operational.ordinal = stages.ordinal

)

select replay_id, account_key, day, {{ integer_sum('flip', type='integer') }} as flip
from flips
group by replay_id, account_key, day
having sum(flip) <> 0
