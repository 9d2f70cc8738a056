{# Stretches of days on which a person counts as engaged: overlapping windows merged. #}
with

neighbours as (

    select
        person_key, day,
        lag(day) over (partition by person_key order by day) as previous_day
    from {{ ref('int_engaged_days') }}

),

numbered as (

    select
        person_key, day,
        sum(case when day - previous_day < {{ engaged_window_days() }} then 0 else 1 end) over (
            partition by person_key order by day rows between unbounded preceding and current row
        ) as spell_no
    from neighbours

)

select
    person_key,
    min(day) as from_day,
    max(day) + {{ engaged_window_days() }} as to_day
from numbered
group by person_key, spell_no
