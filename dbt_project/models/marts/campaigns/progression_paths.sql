{# What came before accounts moved, beside the same of comparable accounts that stayed: many touches mean
   nothing if those who stayed had as many. #}
with

groups as (

    select * from {{ ref('int_path_groups') }}

),

quartiles as (

    select
        group_no, path_group
        {%- for measure in path_measures().split() %}{% for percent in [25, 50, 75] %},
        cast(max(case when measure = '{{ measure }}' then p{{ percent }} end) as bigint) as {{ measure }}_p{{ percent }}
        {%- endfor %}{% endfor %}
    from {{ ref('int_path_quartiles') }}
    group by group_no, path_group

),

counted as (

    select
        paths.group_no, paths.path_group,
        count(*) as paths,
        count(distinct compared.account_key) as accounts,
        sum(case when paths.is_matched then paths.weight else 0 end) as matched_weight,
        sum(case when figures.touched_days = 0 then paths.weight else 0 end) as untouched_weight,
        sum(paths.weight) as weight
    from {{ ref('int_group_paths') }} as paths
    inner join {{ ref('int_compared_paths') }} as compared on paths.path_no = compared.path_no
    inner join {{ ref('int_path_figures') }} as figures on paths.path_no = figures.path_no
    group by paths.group_no, paths.path_group

)

select
    coalesce(from_stages.stage, 'any') as from_stage,
    coalesce(to_stages.stage, 'any') as to_stage,
    groups.segment,
    counted.path_group,
    groups.moves,
    cast(counted.paths as integer) as paths,
    cast(counted.accounts as integer) as accounts,
    cast(case when counted.path_group = 'mover' then round(cast(counted.matched_weight as double) / counted.weight, 6) end
        as decimal(9, 6)) as matched_share,
    cast(round(cast(counted.untouched_weight as double) / counted.weight, 6) as decimal(9, 6)) as untouched_share,
    {% for measure in path_measures().split() %}{% for percent in [25, 50, 75] -%}
    quartiles.{{ measure }}_p{{ percent }},
    {% endfor %}{% endfor -%}
    {{ run_columns() }}
from counted
inner join groups on counted.group_no = groups.group_no
inner join quartiles on counted.group_no = quartiles.group_no and counted.path_group = quartiles.path_group
left join {{ ref('stages') }} as from_stages on groups.from_ordinal = from_stages.ordinal
left join {{ ref('stages') }} as to_stages on groups.to_ordinal = to_stages.ordinal
{{ run_join() }}
