{# Bands of each score by height, with what each demands, in hundredths. All scores have the same
   bands in the same order, so a rank means the same in each. #}
{% set measures = ['fit', 'engagement', 'intent', 'name_known', 'contact_known', 'company_known'] -%}
with

bands as (

    {{ rows_of_scores('score_bands', ['band'], ['above']) }}

),

requirements as (

    {{ rows_of_scores('band_requirements', ['band', 'measure'], ['minimum']) }}

)

select
    bands.score_no,
    bands.band,
    cast(row_number() over (
        partition by bands.score_no order by coalesce(bands.above, -1), bands.band
    ) as integer) as band_rank,
    coalesce({{ cents('bands.above') }}, -1) as above_cents,
    {% for measure in measures -%}
    coalesce(max(case when requirements.measure = '{{ measure }}' then {{ cents('requirements.minimum') }} end), 0)
        as least_{{ measure }}_cents{{ ',' if not loop.last }}
    {% endfor %}
from bands
left join requirements on bands.score_no = requirements.score_no and bands.band = requirements.band
group by bands.score_no, bands.band, bands.above
