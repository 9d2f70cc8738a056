{# What sales says of people, by the band in which each was on the day of saying so. #}
with

rated as (

    {# Said before the created day, it is held against the score of that day. #}
    select
        feedback.person_key, feedback.rating,
        coalesce(steps.band, 'none') as band,
        steps.score_cents
    from {{ ref('int_lead_feedback') }} as feedback
    inner join {{ ref('int_scored_people') }} as people on feedback.person_key = people.person_key
    inner join {{ ref('int_person_bands') }} as steps
        on feedback.person_key = steps.person_key
        and greatest(feedback.given_day, people.created_day) >= steps.day
        and greatest(feedback.given_day, people.created_day) < steps.to_day
    where feedback.rating is not null

),

counted as (

    select
        band, rating,
        count(*) as people,
        sum(score_cents) as score_cents
    from rated
    group by band, rating

),

bands as (

    select
        *,
        sum(people) over (partition by band) as people_rated
    from counted

)

select
    bands.band,
    bands.rating,
    case when bands.rating >= 4 then 'well' when bands.rating <= 2 then 'badly' else 'neither' end as verdict,
    cast(bands.people as integer) as people,
    cast(bands.people_rated as integer) as people_rated,
    cast(cast(bands.people as decimal(18, 6)) / bands.people_rated as decimal(9, 6)) as share_of_band,
    cast({{ exact_quotient('bands.score_cents', '100 * bands.people') }} as decimal(9, 2)) as mean_score,
    {{ run_columns() }}
from bands
{{ run_join() }}
