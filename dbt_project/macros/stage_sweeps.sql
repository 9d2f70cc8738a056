{# The two sweeps that make stages of rows of rules, for the operational history and for those without
   one channel. `histories` gives replay_id, account_key and start_day of what is swept. #}

{% macro group_spells(predicate_changes, histories) %}
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
    from {{ predicate_changes }} as predicate_changes
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
    inner join {{ histories }} as replays on segments.account_key = replays.account_key
    {% endfor %}

),

summed as (

    select replay_id, account_key, group_no, day, {{ integer_sum('change', type='integer') }} as change
    from changes
    group by replay_id, account_key, group_no, day

),

counted as (

    select
        summed.replay_id, summed.account_key, summed.group_no, summed.day,
        {{ integer_sum('summed.change', 'history', 'integer') }} as holding
    from summed
    window history as (
        partition by summed.replay_id, summed.account_key, summed.group_no order by summed.day
        rows between unbounded preceding and current row
    )

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
{% endmacro %}


{% macro stage_spells(group_spells, histories) %}
with

edges as (

    select replay_id, account_key, ordinal, from_day as day, 1 as change from {{ group_spells }}
    union all
    select replay_id, account_key, ordinal, to_day + hold_days, -1 from {{ group_spells }}

),

summed as (

    select replay_id, account_key, ordinal, day, {{ integer_sum('change', type='integer') }} as change
    from edges
    group by replay_id, account_key, ordinal, day

),

counted as (

    select
        replay_id, account_key, ordinal, day,
        case
            when {{ integer_sum('change', 'history', 'integer') }} > 0 then 1 else 0
        end as is_held
    from summed
    window history as (
        partition by replay_id, account_key, ordinal order by day rows between unbounded preceding and current row
    )

),

flips as (

    select
        counted.replay_id, counted.account_key, counted.day,
        bits.stage_bit * (
            counted.is_held - coalesce(
                lag(counted.is_held) over (
                    partition by counted.replay_id, counted.account_key, counted.ordinal order by counted.day
                ),
                0
            )
        ) as flip
    from counted
    inner join {{ ref('int_stage_bits') }} as bits on counted.ordinal = bits.ordinal
    union all
    select replay_id, account_key, start_day, 0 from {{ histories }} as histories

),

daily as (

    select replay_id, account_key, day, {{ integer_sum('flip', type='integer') }} as flip
    from flips
    group by replay_id, account_key, day

),

masked as (

    select
        replay_id, account_key, day,
        {{ integer_sum('flip', 'history', 'integer') }} as held_mask
    from daily
    window history as (
        partition by replay_id, account_key order by day rows between unbounded preceding and current row
    )

),

staged as (

    select
        masked.replay_id, masked.account_key, masked.day, bits.ordinal,
        lag(bits.ordinal) over (
            partition by masked.replay_id, masked.account_key order by masked.day
        ) as previous_ordinal
    from masked
    inner join {{ ref('int_stage_bits') }} as bits
        on masked.held_mask >= bits.mask_from and masked.held_mask < bits.mask_to

),

entries as (

    select * from staged where coalesce(ordinal <> previous_ordinal, true)

)

select
    replay_id,
    account_key,
    ordinal,
    previous_ordinal,
    day as entered_day,
    coalesce(
        lead(day) over (partition by replay_id, account_key order by day), {{ last_day() }}
    ) as exited_day
from entries
{% endmacro %}


{# Every account's own history. #}
{% macro operational_histories() -%}
    (select 0 as replay_id, account_key, start_day from {{ ref('int_account_starts') }})
{%- endmacro %}


{# Those that leave one channel out. #}
{% macro replayed_histories() -%}
    (select replay_id, account_key, start_day from {{ ref('int_replays') }} where replay_id > 0)
{%- endmacro %}
