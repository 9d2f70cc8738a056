{# Where every person stands by each score on as_of, and since when without a break in band mql and
   sql or above. #}
{% set values = ['score_cents', 'fit_cents', 'engagement_cents', 'intent_cents',
                 'name_known', 'contact_known', 'company_known', 'band_rank'] -%}
with

{% for axis in ['fit', 'engagement'] -%}
{{ axis }}_grades as (

    {{ grade_bounds(axis) }}

),

{% endfor -%}
ladders as (

    select
        score_no,
        max(case when band = 'mql' then band_rank end) as mql_rank,
        max(case when band = 'sql' then band_rank end) as sql_rank
    from {{ ref('int_score_bands') }}
    group by score_no

),

states as (

    select
        steps.person_key,
        steps.score_no,
        {% for value in values -%}
        max(case when steps.to_day > {{ as_of_day() }} then steps.{{ value }} end)
            as {{ value }},
        {% endfor -%}
        {% for band in ['mql', 'sql'] -%}
        max(ladders.{{ band }}_rank) as {{ band }}_rank,
        max(case
            when steps.to_day <= {{ as_of_day() }} and coalesce(steps.band_rank, 0) < ladders.{{ band }}_rank
                then steps.to_day
        end) as {{ band }}_from_day{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_band_steps') }} as steps
    inner join ladders on steps.score_no = ladders.score_no
    where steps.day <= {{ as_of_day() }}
    group by steps.person_key, steps.score_no

)

select
    states.person_key,
    states.score_no,
    {% for value in values -%}
    states.{{ value }},
    {% endfor -%}
    bands.band,
    fit_grades.grade || engagement_grades.grade as grade,
    {% for band in ['mql', 'sql'] -%}
    case when states.band_rank >= states.{{ band }}_rank then coalesce(states.{{ band }}_from_day, people.created_day) end
        as {{ band }}_day{{ ',' if not loop.last }}
    {% endfor %}
from states
inner join {{ ref('int_scored_people') }} as people on states.person_key = people.person_key
left join {{ ref('int_score_bands') }} as bands
    on states.score_no = bands.score_no and states.band_rank = bands.band_rank
{% for axis in ['fit', 'engagement'] -%}
left join {{ axis }}_grades
    on states.{{ axis }}_cents >= {{ axis }}_grades.from_cents and states.{{ axis }}_cents < {{ axis }}_grades.to_cents
{% endfor -%}
