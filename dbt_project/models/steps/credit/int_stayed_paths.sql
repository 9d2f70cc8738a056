{# Comparable stayers of each cell: accounts of the segment that were in the stage for as many days as the
   median mover of the cell and did not leave it on that day; later they may have. At most 250 a cell
   are kept, by lot. Their numbers are below zero, so that they never meet those of int_paths. #}
{% set most_stayers = 250 -%}
with

ranked_moves as (

    select
        ordinal, segment, time_bucket, days_in_stage,
        row_number() over (partition by ordinal, segment, time_bucket order by days_in_stage) as move_rank,
        count(*) over (partition by ordinal, segment, time_bucket) as moves
    from {{ ref('int_moved_paths') }}

),

cells as (

    select ordinal, segment, time_bucket, days_in_stage
    from ranked_moves
    where move_rank = {{ whole_quotient('moves + 1', '2') }}

),

stayers as (

    select
        spells.account_key, spells.ordinal, spells.entered_day, cells.segment, cells.time_bucket,
        cells.days_in_stage,
        spells.entered_day + cells.days_in_stage as end_day
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_account_segments') }} as segments on spells.account_key = segments.account_key
    inner join cells on spells.ordinal = cells.ordinal and segments.segment = cells.segment
    where spells.replay_id = 0
        and spells.exited_day > spells.entered_day + cells.days_in_stage
        and spells.entered_day + cells.days_in_stage >= segments.valid_from_day
        and spells.entered_day + cells.days_in_stage < segments.valid_to_day
        and spells.entered_day + cells.days_in_stage <= {{ as_of_day() }}

),

drawn as (

    select
        *,
        row_number() over (
            partition by ordinal, segment, time_bucket
            order by {{ lot('account_key', 'entered_day') }}, account_key, entered_day
        ) as lot_no
    from stayers

)

select
    -cast(row_number() over (order by account_key, end_day, entered_day, time_bucket, segment) as integer) as path_no,
    account_key,
    ordinal,
    segment,
    time_bucket,
    cast(days_in_stage as integer) as days_in_stage,
    cast(entered_day as integer) as entered_day,
    cast(greatest(entered_day - {{ days_before_entry() }}, end_day - {{ path_days() }}) as integer) as from_day,
    cast(end_day as integer) as end_day
from drawn
where lot_no <= {{ most_stayers }}
