{# Steps from one channel to the next over all paths of a transition, from `(start)` to `(conversion)` or
   `(none)`: all that a chain of first order knows of them. Runs of one channel count as one step. #}
with

neighbours as (

    select
        path_no, place, state,
        lag(state) over (partition by path_no order by place) as previous_state,
        lead(state) over (partition by path_no order by place) as next_state
    from {{ ref('int_path_steps') }}

),

edges as (

    select path_no, coalesce(previous_state, '(start)') as from_state, state as to_state
    from neighbours
    where coalesce(previous_state <> state, true)
    union all
    select path_no, state, '(end)'
    from neighbours
    where next_state is null

),

counted as (

    select path_no, from_state, to_state, count(*) as times
    from edges
    group by path_no, from_state, to_state

)

select
    parts.transition_no,
    counted.from_state,
    case
        when counted.to_state <> '(end)' then counted.to_state
        when parts.is_conversion then '(conversion)'
        else '(none)'
    end as to_state,
    cast(sum(counted.times * parts.part) as bigint) as times
from counted
inner join {{ ref('int_path_parts') }} as parts on counted.path_no = parts.path_no
group by
    parts.transition_no, counted.from_state,
    case
        when counted.to_state <> '(end)' then counted.to_state
        when parts.is_conversion then '(conversion)'
        else '(none)'
    end
