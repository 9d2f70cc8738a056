{# The order of channels in each compared path that has a touch: runs of one channel are one, and of more
   than six the last six are told. #}
{% set most_runs = 6 -%}
with

neighbours as (

    select
        steps.path_no, steps.place, steps.channel, steps.day,
        lag(steps.channel) over (partition by steps.path_no order by steps.place) as previous_channel
    from {{ ref('int_path_steps') }} as steps
    inner join {{ ref('int_compared_paths') }} as paths on steps.path_no = paths.path_no

),

runs as (

    select
        path_no, place, channel,
        row_number() over (partition by path_no order by place desc) as runs_to_go,
        row_number() over (partition by path_no order by place) as run_no
    from neighbours
    where coalesce(previous_channel <> channel, true)

)

select
    path_no,
    max(case when run_no = 1 then channel end) as first_channel,
    max(case when runs_to_go = 1 then channel end) as last_channel,
    case when max(run_no) > {{ most_runs }} then '... > ' else '' end
        || {{ dbt.listagg('case when runs_to_go <= ' ~ most_runs ~ ' then channel end', "' > '", 'order by place') }}
        as channels
from runs
group by path_no
