{# Names and words are joined last, so that what is sorted stays narrow. #}
with

steps as (

    select
        person_key, score_no, day, score_cents, coalesce(band_rank, 0) as band_rank,
        lag(score_cents) over history as previous_cents,
        lag(coalesce(band_rank, 0)) over history as previous_rank
    from {{ ref('int_band_steps') }}
    where day <= {{ as_of_day() }}
    window history as (partition by person_key, score_no order by day)

),

spells as (

    select
        person_key, score_no, score_cents, band_rank, day,
        lead(day) over (partition by person_key, score_no order by day) as to_day
    from steps
    where coalesce(score_cents <> previous_cents or band_rank <> previous_rank, true)

)

select
    {{ person_labels() }},
    scores.score_name,
    {{ points('spells.score_cents') }} as score,
    bands.band,
    {{ day_date('spells.day') }} as valid_from,
    {{ day_date('spells.to_day') }} as valid_to,
    {{ run_columns() }}
from spells
inner join {{ ref('int_scored_people') }} as people on spells.person_key = people.person_key
inner join {{ ref('int_scores') }} as scores on spells.score_no = scores.score_no
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join {{ ref('int_score_bands') }} as bands
    on spells.score_no = bands.score_no and spells.band_rank = bands.band_rank
{{ run_join() }}
