{# The distinct rows of stage rules, and their least values as whole numbers. The account score counts
   in hundredths, icp_score in hundredths plus one, so that an unknown score is 0 and meets no rule. #}
with

predicates as (

    select distinct
        metric,
        coalesce(window_days, 0) as window_days,
        minimum,
        cast(
            case
                when metric = 'icp_score' then ceil(minimum * 100) + 1
                when metric = 'account_score' then ceil(minimum * 100)
                else ceil(minimum)
            end as integer
        ) as least_value
    from {{ ref('stage_rules') }}

)

select
    predicates.metric,
    predicates.window_days,
    predicates.minimum,
    predicates.least_value,
    numbers.metric_no,
    cast(row_number() over (
        order by predicates.metric, predicates.window_days, predicates.minimum
    ) as integer) as predicate_no
from predicates
inner join {{ ref('int_metric_numbers') }} as numbers
    on predicates.metric = numbers.metric and predicates.window_days = numbers.window_days
