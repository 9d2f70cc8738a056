{# Spells in which a rule group holds for an account: all its rows hold and the account is of the
   segment they were written for. #}
with

groups as (

    select distinct group_no, segment, ordinal, hold_days, rule_group, predicates
    from {{ ref('int_stage_groups') }}

),

account_segments as (

    select distinct account_key, segment from {{ ref('int_account_segments') }}

),

changes as (

    select predicate_changes.replay_id, predicate_changes.account_key, stage_groups.group_no,
        predicate_changes.day, predicate_changes.change
    from {{ ref('int_predicate_changes') }} as predicate_changes
    inner join account_segments on predicate_changes.account_key = account_segments.account_key
    inner join {{ ref('int_stage_groups') }} as stage_groups
        on account_segments.segment = stage_groups.segment
        and predicate_changes.predicate_no = stage_groups.predicate_no
    {% for edge, sign in [('valid_from_day', ''), ('valid_to_day', '-')] -%}
    union all
    select replays.replay_id, segments.account_key, groups.group_no,
        greatest(segments.{{ edge }}, replays.start_day), {{ sign }}1
    from {{ ref('int_account_segments') }} as segments
    inner join groups on segments.segment = groups.segment
    inner join {{ ref('int_replays') }} as replays on segments.account_key = replays.account_key
    {% endfor %}

),

summed as (

    select replay_id, account_key, group_no, day, sum(change) as change
    from changes
    group by replay_id, account_key, group_no, day

),

counted as (

    select
        summed.replay_id, summed.account_key, summed.group_no, summed.day,
        sum(summed.change) over (
            partition by summed.replay_id, summed.account_key, summed.group_no order by summed.day
            rows between unbounded preceding and current row
        ) as holding
    from summed

),

judged as (

    select
        counted.*,
        groups.ordinal,
        groups.hold_days,
        groups.rule_group,
        counted.holding = groups.predicates + 1 as holds,
        coalesce(
            lag(counted.holding) over (
                partition by counted.replay_id, counted.account_key, counted.group_no order by counted.day
            ) = groups.predicates + 1,
            false
        ) as held_before
    from counted
    inner join groups on counted.group_no = groups.group_no

),

spells as (

    select
        replay_id, account_key, ordinal, hold_days, rule_group, day as from_day,
        coalesce(
            lead(day) over (partition by replay_id, account_key, group_no order by day), {{ last_day() }}
        ) as to_day,
        holds
    from judged
    where holds <> held_before

)

select replay_id, account_key, ordinal, hold_days, rule_group, from_day, to_day
from spells
where holds
