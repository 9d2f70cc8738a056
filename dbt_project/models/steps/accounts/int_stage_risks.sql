{# How many spells were still there when a day of their stage began, and the share that had not left
   before it in any way (Kaplan-Meier). Open spells are there up to as_of. #}
with

days as (

    select
        grouped_by, segment, ordinal, days,
        sum(spells) as spells,
        sum(case when next_ordinal is not null then spells else 0 end) as leaving
    from {{ ref('int_stage_exits') }}
    group by grouped_by, segment, ordinal, days

),

risks as (

    select
        grouped_by, segment, ordinal, days,
        cast(leaving as bigint) as leaving,
        cast(sum(spells) over (
            partition by grouped_by, segment, ordinal order by days desc
            rows between unbounded preceding and current row
        ) as bigint) as at_risk
    from days

)

select
    grouped_by, segment, ordinal, days, leaving, at_risk,
    {# Nothing comes after a day on which all leave, so ln never meets 0 in a sum that is read. #}
    exp(coalesce(
        sum(case when leaving < at_risk then ln(cast(at_risk - leaving as double) / at_risk) end) over (
            partition by grouped_by, segment, ordinal order by days
            rows between unbounded preceding and 1 preceding
        ),
        0
    )) as staying_before
from risks
