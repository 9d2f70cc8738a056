{# Score and band of every person over time, the future included: one row per change of either. #}
{% set flags = ['name_known', 'contact_known', 'company_known'] -%}
{% set measures = ['score', 'fit', 'engagement', 'intent'] -%}
with

bands as (

    select
        score_bands.band,
        coalesce({{ cents('score_bands.above') }}, -1) as above_cents,
        cast(row_number() over (order by coalesce(score_bands.above, -1), score_bands.band) as integer) as band_rank,
        {% for measure in ['fit', 'engagement', 'intent'] -%}
        coalesce(max(case when requirements.measure = '{{ measure }}' then {{ cents('requirements.minimum') }} end), 0)
            as least_{{ measure }}_cents,
        {% endfor -%}
        {% for measure in flags -%}
        coalesce(max(case when requirements.measure = '{{ measure }}' then {{ cents('requirements.minimum') }} end), 0)
            as least_{{ measure }}_cents{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('score_bands') }} as score_bands
    left join {{ ref('band_requirements') }} as requirements on score_bands.band = requirements.band
    group by score_bands.band, score_bands.above

),

contact_days as (

    select * from {{ ref('int_person_contacts') }}
    where name_known_change <> 0 or contact_known_change <> 0 or company_known_change <> 0

),

days as (

    select person_key, day from {{ ref('int_score_steps') }}
    union
    select person_key, day from contact_days

),

states as (

    select
        days.person_key,
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
        on days.person_key = score_steps.person_key and days.day = score_steps.day
    left join contact_days on days.person_key = contact_days.person_key and days.day = contact_days.day
    window history as (
        partition by days.person_key order by days.day rows between unbounded preceding and current row
    )

),

filled as (

    select
        person_key, day,
        {% for measure in measures -%}
        max({{ measure }}_cents) over (partition by person_key, stretch) as {{ measure }}_cents,
        {% endfor -%}
        {{ flags | join(', ') }}
    from states

),

banded as (

    select
        filled.person_key, filled.day,
        {% for measure in measures -%}
        max(filled.{{ measure }}_cents) as {{ measure }}_cents,
        {% endfor -%}
        {% for flag in flags -%}
        max(filled.{{ flag }}) as {{ flag }},
        {% endfor -%}
        max(bands.band_rank) as band_rank
    from filled
    left join bands
        on filled.score_cents > bands.above_cents
        {%- for measure in ['fit', 'engagement', 'intent'] %}
        and filled.{{ measure }}_cents >= bands.least_{{ measure }}_cents
        {%- endfor %}
        {%- for flag in flags %}
        and filled.{{ flag }} * 100 >= bands.least_{{ flag }}_cents
        {%- endfor %}
    group by filled.person_key, filled.day

)

select
    banded.person_key,
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
left join bands on banded.band_rank = bands.band_rank
