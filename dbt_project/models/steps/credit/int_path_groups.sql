{# What paths are told of: each move forward that enough accounts made, by segment and for all, any move
   from a stage, and any move at all, which takes in what is too rare to be told alone. #}
with

asked as (

    {% for from_ordinal, to_ordinal, segment in [
        ('ordinal', 'next_ordinal', 'segment'),
        ('ordinal', any_forward(), 'segment'),
        ('ordinal', 'next_ordinal', "'all'"),
        ('ordinal', any_forward(), "'all'"),
        (any_forward(), any_forward(), "'all'")
    ] -%}
    select {{ from_ordinal }} as from_ordinal, {{ to_ordinal }} as to_ordinal, {{ segment }} as segment
    from {{ ref('int_moved_paths') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

grouped as (

    select from_ordinal, to_ordinal, segment, count(*) as moves
    from asked
    group by from_ordinal, to_ordinal, segment

)

select
    cast(row_number() over (order by from_ordinal, to_ordinal, segment) as integer) as group_no,
    from_ordinal,
    to_ordinal,
    segment,
    cast(moves as integer) as moves
from grouped
where moves >= {{ least_moves() }} or from_ordinal = {{ any_forward() }}
