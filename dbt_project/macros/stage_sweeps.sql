{# The sweeps that make stages of rows of rules, for the operational history and for replays. Of several
   changes of a history and key on a day each is a step. #}

{# Spells in which a rule group holds: `changes` of how many of its rows do, the segment counted as one. #}
{% macro group_spells(changes) %}
with

groups as (

    select distinct group_no, ordinal, hold_days, rule_group, predicates
    from {{ ref('int_stage_groups') }}

),

counted as (

    select
        replay_id, account_key, group_no, day, change,
        {{ integer_sum('change', 'history', 'integer') }} as holding
    from {{ changes }} as changes
    window history as (
        partition by replay_id, account_key, group_no order by day rows between unbounded preceding and current row
    )

),

judged as (

    select
        counted.replay_id, counted.account_key, counted.group_no, counted.day,
        groups.ordinal, groups.hold_days, groups.rule_group,
        counted.holding = groups.predicates + 1 as holds
    from counted
    inner join groups on counted.group_no = groups.group_no
    where (counted.holding = groups.predicates + 1) <> (counted.holding - counted.change = groups.predicates + 1)

),

spells as (

    select
        replay_id, account_key, group_no, ordinal, hold_days, rule_group, day as from_day,
        coalesce(
            lead(day) over (partition by replay_id, account_key, group_no order by day), {{ last_day() }}
        ) as to_day,
        holds
    from judged

)

select replay_id, account_key, group_no, ordinal, hold_days, rule_group, from_day, to_day
from spells
where holds
{% endmacro %}


{# Days on which a group begins to hold its stage, and on which it ceases to, its hold days over. #}
{% macro stage_edges(group_spells) %}
    select replay_id, account_key, ordinal, from_day as day, 1 as change from {{ group_spells }} as begun
    union all
    select replay_id, account_key, ordinal, to_day + hold_days, -1 from {{ group_spells }} as ended
{% endmacro %}


{# Changes of the mask of stages that any group holds. Several edges of a day are several flips,
   to be added up by whoever reads them. #}
{% macro stage_flips(edges) %}
    select
        counted.replay_id, counted.account_key, counted.ordinal, counted.day,
        case when counted.holding > 0 then bits.stage_bit else -bits.stage_bit end as flip
    from (
        select
            replay_id, account_key, ordinal, day, change,
            {{ integer_sum('change', 'history', 'integer') }} as holding
        from {{ edges }} as edges
        window history as (
            partition by replay_id, account_key, ordinal order by day rows between unbounded preceding and current row
        )
    ) as counted
    inner join {{ ref('int_stage_bits') }} as bits on counted.ordinal = bits.ordinal
    where (counted.holding > 0) <> (counted.holding - counted.change > 0)
{% endmacro %}


{# The same of spells of the operational history, with its first day. #}
{% macro operational_flips(group_spells) %}
    {% set edges -%}
    (
        select replay_id, account_key, ordinal, day, {{ integer_sum('change', type='integer') }} as change
        from ({{ stage_edges(group_spells) }}) as edges
        group by replay_id, account_key, ordinal, day
    )
    {%- endset %}
    {{ stage_flips(edges) }}
    union all
    select 0, account_key, 0, start_day, 0 from {{ ref('int_account_starts') }}
{% endmacro %}


{# Stages: the highest bit of the mask. `flips` has a row for the first day of every history. #}
{% macro stage_spells(flips) %}
with

daily as (

    select replay_id, account_key, day, {{ integer_sum('flip', type='integer') }} as flip
    from {{ flips }} as flips
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
