{# The metrics and windows that stage rules ask for, and their least values as whole numbers.
   icp_score counts in hundredths plus one, so that an unknown score is 0 and meets no rule. #}
with

predicates as (

    select distinct
        metric,
        coalesce(window_days, 0) as window_days,
        minimum,
        cast(
            case when metric = 'icp_score' then ceil(minimum * 100) + 1 else ceil(minimum) end as integer
        ) as least_value
    from {{ ref('stage_rules') }}

)

select
    metric,
    window_days,
    minimum,
    least_value,
    cast(dense_rank() over (order by metric, window_days) as integer) as metric_no,
    cast(row_number() over (order by metric, window_days, minimum) as integer) as predicate_no
from predicates
