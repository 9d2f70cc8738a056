{# Stretches of days in which a person's band is mql or above, and sql or above, the future included. #}
with

ranks as (

    select band, band_rank from {{ ref('int_score_bands') }} where score_no = 1

),

{# Most steps change the score and not the band. #}
moves as (

    select person_key, day, band_rank
    from (
        select
            person_key, day, coalesce(band_rank, 0) as band_rank,
            lag(coalesce(band_rank, 0)) over (partition by person_key order by day) as previous_rank
        from {{ ref('int_person_bands') }}
    ) as steps
    where coalesce(band_rank <> previous_rank, true)

),

steps as (

    select moves.person_key, ranks.band, moves.day, moves.band_rank >= ranks.band_rank as holds
    from moves
    cross join ranks
    where ranks.band in ('mql', 'sql')

),

flips as (

    select
        *,
        coalesce(lag(holds) over (partition by person_key, band order by day), false) as held_before
    from steps

),

spells as (

    select
        person_key, band, day as from_day, holds,
        coalesce(lead(day) over (partition by person_key, band order by day), {{ last_day() }}) as to_day
    from flips
    where holds <> held_before

)

select person_key, band, from_day, to_day from spells where holds
