{# Score and band of every person over time for each score, the future included: one row per change of
   either. #}
{% set flags = ['name_known', 'contact_known', 'company_known'] -%}
{% set measures = ['score', 'fit', 'engagement', 'intent'] -%}
with

known as (

    select
        person_key, day as from_day
        {%- for flag in flags %},
        cast(sum({{ flag }}_change) over history as integer) as {{ flag }}
        {%- endfor %},
        coalesce(lead(day) over (partition by person_key order by day), {{ last_day() }}) as to_day
    from {{ ref('int_person_contacts') }}
    window history as (partition by person_key order by day rows between unbounded preceding and current row)

),

states as (

    select
        steps.*
        {%- for flag in flags %},
        coalesce(known.{{ flag }}, 0) as {{ flag }}
        {%- endfor %}
    from {{ ref('int_score_steps') }} as steps
    left join known
        on steps.person_key = known.person_key
        and steps.day >= known.from_day
        and steps.day < known.to_day

),

banded as (

    select
        states.person_key, states.score_no, states.day,
        max(states.to_day) as to_day,
        {% for measure in measures -%}
        max(states.{{ measure }}_cents) as {{ measure }}_cents,
        {% endfor -%}
        {% for flag in flags -%}
        max(states.{{ flag }}) as {{ flag }},
        {% endfor -%}
        max(bands.band_rank) as band_rank
    from states
    left join {{ ref('int_score_bands') }} as bands
        on states.score_no = bands.score_no
        and states.score_cents > bands.above_cents
        {%- for measure in ['fit', 'engagement', 'intent'] %}
        and states.{{ measure }}_cents >= bands.least_{{ measure }}_cents
        {%- endfor %}
        {%- for flag in flags %}
        and states.{{ flag }} * 100 >= bands.least_{{ flag }}_cents
        {%- endfor %}
    group by states.person_key, states.score_no, states.day

)

select
    banded.person_key,
    banded.score_no,
    banded.day,
    banded.to_day,
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
