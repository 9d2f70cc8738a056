{# The few people of a month whom opportunities tell apart from all others. #}
with

outcomes as (

    {{ outcomes_after(ref('int_outcome_months')) }}

)

select
    outcomes.person_key,
    months.month_no,
    outcomes.is_open,
    outcomes.is_outcome
from outcomes
inner join {{ ref('int_outcome_months') }} as months on outcomes.day = months.day
inner join {{ ref('int_scored_people') }} as people
    on outcomes.person_key = people.person_key and people.created_day <= outcomes.day
