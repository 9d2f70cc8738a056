{# The paths of each group. A move weighs 1; the stayers of its cell weigh, together, what its moves do, so
   that both are in the same stages and segments for as long. A cell without stayers has no comparison. #}
with

moved as (

    select groups.group_no, moves.*
    from {{ ref('int_path_groups') }} as groups
    inner join {{ ref('int_moved_paths') }} as moves
        on groups.from_ordinal in (moves.ordinal, {{ any_forward() }})
        and groups.to_ordinal in (moves.next_ordinal, {{ any_forward() }})
        and groups.segment in (moves.segment, 'all')

),

stayer_counts as (

    select ordinal, segment, time_bucket, count(*) as stayers
    from {{ ref('int_stayed_paths') }}
    group by ordinal, segment, time_bucket

),

cell_weights as (

    select
        moved.group_no, moved.ordinal, moved.segment, moved.time_bucket,
        count(*) as moves,
        cast(round({{ weight_units() }} * cast(count(*) as double) / max(stayer_counts.stayers)) as bigint) as weight
    from moved
    inner join stayer_counts
        on moved.ordinal = stayer_counts.ordinal
        and moved.segment = stayer_counts.segment
        and moved.time_bucket = stayer_counts.time_bucket
    group by moved.group_no, moved.ordinal, moved.segment, moved.time_bucket

)

select
    moved.group_no,
    'mover' as path_group,
    moved.path_no,
    cast({{ weight_units() }} as bigint) as weight,
    stayer_counts.stayers is not null as is_matched
from moved
left join stayer_counts
    on moved.ordinal = stayer_counts.ordinal
    and moved.segment = stayer_counts.segment
    and moved.time_bucket = stayer_counts.time_bucket
union all
select cell_weights.group_no, 'stayer', stayers.path_no, cell_weights.weight, true
from cell_weights
inner join {{ ref('int_stayed_paths') }} as stayers
    on cell_weights.ordinal = stayers.ordinal
    and cell_weights.segment = stayers.segment
    and cell_weights.time_bucket = stayers.time_bucket
