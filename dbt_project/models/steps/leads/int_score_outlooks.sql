{# What follows for score and band after as_of if nothing else happens. #}
with

later_steps as (

    select
        steps.person_key, steps.score_no, steps.day, steps.score_cents, steps.band,
        coalesce(steps.band, '') <> coalesce(states.band, '') as is_other_band,
        steps.score_cents <> states.score_cents as is_other_score
    from {{ ref('int_band_steps') }} as steps
    inner join {{ ref('int_lead_states') }} as states
        on steps.person_key = states.person_key and steps.score_no = states.score_no
    where steps.day > {{ as_of_day() }}

),

next_days as (

    select
        person_key, score_no,
        min(day) as next_change_day,
        min(case when is_other_band then day end) as next_band_day
    from later_steps
    where is_other_band or is_other_score
    group by person_key, score_no

)

select
    next_days.person_key,
    next_days.score_no,
    next_days.next_change_day,
    next_days.next_band_day,
    max(case when later_steps.day = next_days.next_change_day then later_steps.score_cents end) as next_score_cents,
    max(case when later_steps.day = next_days.next_band_day then later_steps.band end) as next_band
from next_days
inner join later_steps
    on next_days.person_key = later_steps.person_key
    and next_days.score_no = later_steps.score_no
    and (later_steps.day = next_days.next_change_day or later_steps.day = next_days.next_band_day)
group by next_days.person_key, next_days.score_no, next_days.next_change_day, next_days.next_band_day
