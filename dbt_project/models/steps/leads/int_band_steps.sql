{# Score and band of every person over time for each score, the future included: one row per change of
   either. #}
{% set flags = ['name_known', 'contact_known', 'company_known'] -%}
{% set measures = ['score', 'fit', 'engagement', 'intent'] -%}
with

contact_days as (

    select * from {{ ref('int_person_contacts') }}
    where name_known_change <> 0 or contact_known_change <> 0 or company_known_change <> 0

),

days as (

    select person_key, score_no, day from {{ ref('int_score_steps') }}
    union
    select contact_days.person_key, scores.score_no, contact_days.day
    from contact_days
    cross join {{ ref('int_scores') }} as scores

),

states as (

    select
        days.person_key,
        days.score_no,
        days.day,
        {# The latest score: a running count of score rows numbers the stretch each day belongs to. #}
        {% for measure in measures -%}
        score_steps.{{ measure }}_cents,
        {% endfor -%}
        cast(count(score_steps.day) over history as integer) as stretch,
        {% for flag in flags -%}
        cast(sum(coalesce(contact_days.{{ flag }}_change, 0)) over history as integer) as {{ flag }}{{ ',' if not loop.last }}
        {% endfor %}
    from days
    left join {{ ref('int_score_steps') }} as score_steps
        on days.person_key = score_steps.person_key
        and days.score_no = score_steps.score_no
        and days.day = score_steps.day
    left join contact_days on days.person_key = contact_days.person_key and days.day = contact_days.day
    window history as (
        partition by days.person_key, days.score_no order by days.day rows between unbounded preceding and current row
    )

),

filled as (

    select
        person_key, score_no, day,
        {% for measure in measures -%}
        max({{ measure }}_cents) over (partition by person_key, score_no, stretch) as {{ measure }}_cents,
        {% endfor -%}
        {{ flags | join(', ') }}
    from states

),

banded as (

    select
        filled.person_key, filled.score_no, filled.day,
        {% for measure in measures -%}
        max(filled.{{ measure }}_cents) as {{ measure }}_cents,
        {% endfor -%}
        {% for flag in flags -%}
        max(filled.{{ flag }}) as {{ flag }},
        {% endfor -%}
        max(bands.band_rank) as band_rank
    from filled
    left join {{ ref('int_score_bands') }} as bands
        on filled.score_no = bands.score_no
        and filled.score_cents > bands.above_cents
        {%- for measure in ['fit', 'engagement', 'intent'] %}
        and filled.{{ measure }}_cents >= bands.least_{{ measure }}_cents
        {%- endfor %}
        {%- for flag in flags %}
        and filled.{{ flag }} * 100 >= bands.least_{{ flag }}_cents
        {%- endfor %}
    group by filled.person_key, filled.score_no, filled.day

)

select
    banded.person_key,
    banded.score_no,
    banded.day,
    {% for measure in measures -%}
    banded.{{ measure }}_cents,
    {% endfor -%}
    {% for flag in flags -%}
    banded.{{ flag }},
    {% endfor -%}
    bands.band,
    bands.band_rank
from banded
left join {{ ref('int_score_bands') }} as bands
    on banded.score_no = bands.score_no and banded.band_rank = bands.band_rank
