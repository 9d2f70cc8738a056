with

steps as (

    select
        person_key, score_no, day, score_cents, band, coalesce(band_rank, 0) as band_rank,
        lag(score_cents) over history as previous_cents,
        lag(coalesce(band_rank, 0)) over history as previous_rank
    from {{ ref('int_band_steps') }}
    where day <= {{ as_of_day() }}
    window history as (partition by person_key, score_no order by day)

)

select
    people.person_id,
    scores.score_name,
    {{ points('steps.score_cents') }} as score,
    steps.band,
    {{ day_date('steps.day') }} as valid_from,
    {{ day_date('lead(steps.day) over (partition by steps.person_key, steps.score_no order by steps.day)') }} as valid_to,
    {{ run_columns() }}
from steps
inner join {{ ref('int_scored_people') }} as people on steps.person_key = people.person_key
inner join {{ ref('int_scores') }} as scores on steps.score_no = scores.score_no
{{ run_join() }}
where coalesce(steps.score_cents <> steps.previous_cents or steps.band_rank <> steps.previous_rank, true)
