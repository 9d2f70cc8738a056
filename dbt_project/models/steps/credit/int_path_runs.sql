{# Where each path goes on to another channel, and where it ends: its first step, each step after one of
   another channel, and its last. #}
with

neighbours as (

    select
        path_no, place, channel, state,
        lag(channel) over (partition by path_no order by place) as previous_channel,
        lag(state) over (partition by path_no order by place) as previous_state,
        lead(place) over (partition by path_no order by place) is null as is_last
    from {{ ref('int_path_steps') }}

)

select
    path_no,
    place,
    channel,
    state,
    previous_channel,
    previous_state,
    coalesce(previous_channel <> channel, true) as is_run_start,
    is_last
from neighbours
where is_last or coalesce(previous_channel <> channel, true)
