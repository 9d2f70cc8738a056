{# Day from which touches are on record. Before it accounts may be known to the CRM for years, but nothing
   could be seen to reach or to move them: such days would count as days without exposure and without
   moves, and make every channel seem to work. A wrong date of a few touches does not set it. #}
with

daily as (

    select day, count(*) as touched from {{ ref('int_influence_days') }} group by day

),

summed as (

    select
        day,
        sum(touched) over (order by day rows between unbounded preceding and current row) as touched_until,
        sum(touched) over () as touched_ever
    from daily

)

select cast(coalesce(min(day), {{ first_day() }}) as integer) as recorded_day
from summed
where 1000 * touched_until >= touched_ever
