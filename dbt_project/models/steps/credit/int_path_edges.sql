{# Steps from one channel to the next over all paths of a transition, from `(start)` to `(conversion)` or
   `(none)`: all that a chain of first order knows of them. A run of one channel is one step: to stay where
   one is changes no chance of an absorbing chain. #}
with

edges as (

    select path_no, coalesce(previous_state, '(start)') as from_state, state as to_state
    from {{ ref('int_path_runs') }}
    where is_run_start
    union all
    select path_no, state, '(end)'
    from {{ ref('int_path_runs') }}
    where is_last

)

select
    parts.transition_no,
    edges.from_state,
    case
        when edges.to_state <> '(end)' then edges.to_state
        when parts.is_conversion then '(conversion)'
        else '(none)'
    end as to_state,
    cast(sum(parts.part) as bigint) as times
from edges
inner join {{ ref('int_path_parts') }} as parts on edges.path_no = parts.path_no
group by
    parts.transition_no, edges.from_state,
    case
        when edges.to_state <> '(end)' then edges.to_state
        when parts.is_conversion then '(conversion)'
        else '(none)'
    end
