{{ config(materialized='view') }}
{# What the funnel, hand-offs and predictions read of the scores: the highest band of a person over
   all scores, and the points of the main score. Whom no other score raises has the main one's rows:
   with one score that is everybody, so nothing is copied. #}
{% set points = ['score_cents', 'fit_cents', 'engagement_cents', 'intent_cents'] -%}
with

other_spells as (

    select person_key, band_rank, day as from_day, to_day
    from {{ ref('int_band_steps') }}
    where score_no > 1 and band_rank > 1

),

main_spells as (

    select *
    from {{ ref('int_band_steps') }}
    where score_no = 1 and person_key in (select person_key from other_spells)

),

days as (

    select person_key, day from main_spells
    union
    select person_key, from_day from other_spells
    union
    select person_key, to_day from other_spells where to_day < {{ last_day() }}

),

ranked as (

    select
        days.person_key, days.day,
        {% for measure in points -%}
        main_spells.{{ measure }},
        {% endfor -%}
        greatest(coalesce(main_spells.band_rank, 0), coalesce(max(other_spells.band_rank), 0)) as band_rank
    from days
    inner join main_spells
        on days.person_key = main_spells.person_key
        and days.day >= main_spells.day and days.day < main_spells.to_day
    left join other_spells
        on days.person_key = other_spells.person_key
        and days.day >= other_spells.from_day and days.day < other_spells.to_day
    group by days.person_key, days.day, {{ points | join(', ') }}, main_spells.band_rank

)

select
    person_key, day, to_day,
    {{ points | join(', ') }},
    band, band_rank
from {{ ref('int_band_steps') }}
where score_no = 1 and person_key not in (select person_key from other_spells)
union all
select
    ranked.person_key, ranked.day,
    coalesce(lead(ranked.day) over (partition by ranked.person_key order by ranked.day), {{ last_day() }}),
    {% for measure in points -%}
    ranked.{{ measure }},
    {% endfor -%}
    bands.band, bands.band_rank
from ranked
left join {{ ref('int_score_bands') }} as bands on bands.score_no = 1 and ranked.band_rank = bands.band_rank
