{# Steps from one channel to the next over all paths of a transition, from `(start)` to `(conversion)` or
   `(none)`: all that a chain of first order knows of them. A run of one channel is one step: to stay where
   one is changes no chance of an absorbing chain. #}
with

edges as (

    select path_no, previous_channel as from_channel, channel as to_channel, previous_channel is null as is_start
    from {{ ref('int_path_steps') }}
    where coalesce(previous_channel <> channel, true)
    union all
    select path_no, channel, null, false
    from {{ ref('int_path_steps') }}
    where is_last

),

counted as (

    select
        parts.transition_no, parts.is_conversion, edges.from_channel, edges.to_channel, edges.is_start,
        sum(parts.part) as times
    from edges
    inner join {{ ref('int_path_parts') }} as parts on edges.path_no = parts.path_no
    group by parts.transition_no, parts.is_conversion, edges.from_channel, edges.to_channel, edges.is_start

),

named as (

    select
        counted.transition_no,
        case
            when counted.is_start then '(start)'
            else {{ chain_state('left_bits.channel') }}
        end as from_state,
        case
            when counted.to_channel is not null then {{ chain_state('entered_bits.channel') }}
            when counted.is_conversion then '(conversion)'
            else '(none)'
        end as to_state,
        counted.times
    from counted
    left join {{ ref('int_channel_bits') }} as left_bits on counted.from_channel = left_bits.channel
    left join {{ ref('int_channel_bits') }} as entered_bits on counted.to_channel = entered_bits.channel

)

select transition_no, from_state, to_state, cast(sum(times) as bigint) as times
from named
group by transition_no, from_state, to_state
