{# Stage of every account over time, the future included: one row a spell. A stage is held while any
   of its groups holds and for hold_days after; the highest that is held is the stage of the day.
   Stages are bits of a mask, so one running sum follows all of them. #}
with

edges as (

    select replay_id, account_key, ordinal, from_day as day, 1 as change from {{ ref('int_group_spells') }}
    union all
    select replay_id, account_key, ordinal, to_day + hold_days, -1 from {{ ref('int_group_spells') }}

),

summed as (

    select replay_id, account_key, ordinal, day, cast(sum(change) as integer) as change
    from edges
    group by replay_id, account_key, ordinal, day

),

counted as (

    select
        replay_id, account_key, ordinal, day,
        case
            when sum(change) over (
                partition by replay_id, account_key, ordinal order by day
                rows between unbounded preceding and current row
            ) > 0 then 1 else 0
        end as is_held
    from summed

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
    select replay_id, account_key, start_day, 0 from {{ ref('int_replays') }}

),

daily as (

    select replay_id, account_key, day, cast(sum(flip) as integer) as flip
    from flips
    group by replay_id, account_key, day

),

masked as (

    select
        replay_id, account_key, day,
        cast(sum(flip) over (
            partition by replay_id, account_key order by day
            rows between unbounded preceding and current row
        ) as integer) as held_mask
    from daily

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
