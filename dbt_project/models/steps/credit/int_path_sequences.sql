{# The order of channels in each compared path that has a touch: runs of one channel are one, and of more
   than six the last six are told. #}
{% set most_runs = 6 -%}
with

runs as (

    select
        steps.path_no, steps.place, {{ told_apart('steps.channel', 'channel') }} as channel,
        steps.previous_channel is null as is_first,
        row_number() over (partition by steps.path_no order by steps.place desc) as runs_to_go
    from {{ ref('int_path_steps') }} as steps
    inner join {{ ref('int_compared_paths') }} as paths on steps.path_no = paths.path_no
    where coalesce(steps.previous_channel <> steps.channel, true)

)

select
    path_no,
    max(case when is_first then channel end) as first_channel,
    max(case when runs_to_go = 1 then channel end) as last_channel,
    case when count(*) > {{ most_runs }} then '... > ' else '' end
        || {{ joined_text('case when runs_to_go <= ' ~ most_runs ~ ' then channel end', ' > ', 'place') }}
        as channels
from runs
group by path_no
