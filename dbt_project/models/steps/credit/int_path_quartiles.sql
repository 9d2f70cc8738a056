{# Quartiles of each figure over the weighed paths of a group: the least value up to which a quarter, a half
   or three quarters of the weight lie. #}
with

weighed as (

    {% for measure in path_measures().split() -%}
    select
        paths.group_no, paths.path_group, '{{ measure }}' as measure, figures.{{ measure }} as value,
        cast(sum(paths.weight) as bigint) as weight
    from {{ ref('int_group_paths') }} as paths
    inner join {{ ref('int_path_figures') }} as figures on paths.path_no = figures.path_no
    group by paths.group_no, paths.path_group, figures.{{ measure }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

summed as (

    select
        *,
        sum(weight) over (
            partition by group_no, path_group, measure order by value
            rows between unbounded preceding and current row
        ) as weight_up_to,
        sum(weight) over (partition by group_no, path_group, measure) as whole_weight
    from weighed

)

select
    group_no,
    path_group,
    measure,
    {% for percent in [25, 50, 75] -%}
    min(case when 100 * weight_up_to >= {{ percent }} * whole_weight then value end) as p{{ percent }}{{ ',' if not loop.last }}
    {% endfor %}
from summed
group by group_no, path_group, measure
