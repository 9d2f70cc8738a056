{# The order of channels in each compared path that has a touch: runs of one channel are one, and of more
   than six the last six are told. #}
{% set most_runs = 6 -%}
with

runs as (

    select
        runs.path_no, runs.place, runs.channel,
        runs.previous_channel is null as is_first,
        row_number() over (partition by runs.path_no order by runs.place desc) as runs_to_go
    from {{ ref('int_path_runs') }} as runs
    inner join {{ ref('int_compared_paths') }} as paths on runs.path_no = paths.path_no
    where runs.is_run_start

)

select
    path_no,
    max(case when is_first then channel end) as first_channel,
    max(case when runs_to_go = 1 then channel end) as last_channel,
    case when count(*) > {{ most_runs }} then '... > ' else '' end
        || {{ dbt.listagg('case when runs_to_go <= ' ~ most_runs ~ ' then channel end', "' > '", 'order by place') }}
        as channels
from runs
group by path_no
