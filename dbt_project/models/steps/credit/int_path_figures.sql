{# What is counted of each compared path. Touches and people are of all exposures, repeats included. #}
with

paths as (

    select * from {{ ref('int_compared_paths') }}

),

{# One row a person and path first: counting different people in one go costs several times as much. #}
people as (

    select paths.path_no, actor_days.actor_key, sum(actor_days.impressions) as touches
    from paths
    inner join {{ ref('int_actor_days') }} as actor_days
        on paths.account_key = actor_days.account_key
        and actor_days.day >= paths.from_day
        and actor_days.day < paths.end_day
    where actor_days.impressions > 0
    group by paths.path_no, actor_days.actor_key

),

touched as (

    select path_no, sum(touches) as touches, count(actor_key) as people
    from people
    group by path_no

),

channel_days as (

    select steps.path_no, count(distinct steps.channel) as channels, count(distinct steps.day) as touched_days
    from {{ ref('int_path_steps') }} as steps
    inner join paths on steps.path_no = paths.path_no
    group by steps.path_no

)

select
    paths.path_no,
    cast(coalesce(touched.touches, 0) as bigint) as touches,
    cast(coalesce(touched.people, 0) as bigint) as people,
    cast(coalesce(channel_days.channels, 0) as bigint) as channels,
    cast(coalesce(channel_days.touched_days, 0) as bigint) as touched_days,
    cast(paths.days_in_stage as bigint) as days_in_stage
from paths
left join touched on paths.path_no = touched.path_no
left join channel_days on paths.path_no = channel_days.path_no
