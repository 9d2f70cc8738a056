{{ config(materialized='view') }}
{# Every value a person's scores take, the future included: one row per person, score and day of change,
   or of another contact or company. A view, since one model reads it.
   A category is clipped to its bounds, then the sum over categories to 0..100. A dimension (fit,
   engagement, intent) sums its own points, clipped by the same bounds. #}
{% set measures = ['score', 'fit', 'engagement', 'intent'] -%}
with

series as (

    select distinct
        series.series_no, bounds.score_no, bounds.floor_cents, bounds.cap_cents
        {%- for measure in measures %},
        series.in_{{ measure }}
        {%- endfor %}
    from {{ ref('int_score_series') }} as series
    inner join {{ ref('int_category_bounds') }} as bounds on series.category_no = bounds.category_no

),

series_values as (

    select
        person_key, series_no, day, change,
        {{ integer_sum('change', 'history') }} as cents
    from {{ ref('int_score_changes') }}
    window history as (
        partition by person_key, series_no order by day rows between unbounded preceding and current row
    )

),

{# The clipped value of the day less that of the day before. #}
clipped_changes as (

    select
        steps.person_key, series.score_no, steps.day
        {%- for measure in measures %},
        series.in_{{ measure }}
        {%- endfor %},
        cast(
            least(greatest(steps.cents, series.floor_cents), series.cap_cents)
            - least(greatest(steps.cents - steps.change, series.floor_cents), series.cap_cents) as integer
        ) as change
    from series_values as steps
    inner join series on steps.series_no = series.series_no

),

{# A bound above zero or below it gives points from the first day on, without any change. #}
starts as (

    select score_no, cast(sum(start_cents) as integer) as start_cents
    from (
        select score_no, least(greatest(0, floor_cents), cap_cents) as start_cents
        from {{ ref('int_category_bounds') }}
        union all
        select score_no, 0 from {{ ref('int_scores') }}
    ) as bounds
    group by score_no

),

changes as (

    select
        person_key, score_no, day
        {%- for measure in measures %},
        {{ integer_sum('case when in_' ~ measure ~ ' = 1 then change else 0 end', type='integer') }} as {{ measure }}_change
        {%- endfor %}
    from (
        select * from clipped_changes where change <> 0
        union all
        select people.person_key, starts.score_no, people.created_day, 1, 1, 1, 1, starts.start_cents
        from {{ ref('int_scored_people') }} as people
        cross join starts
        union all
        {# Nothing changes, but the band may. #}
        select contacts.person_key, starts.score_no, contacts.day, 1, 1, 1, 1, 0
        from {{ ref('int_person_contacts') }} as contacts
        cross join starts
        where contacts.name_known_change <> 0 or contacts.contact_known_change <> 0 or contacts.company_known_change <> 0
    ) as all_changes
    group by person_key, score_no, day

),

person_values as (

    select
        person_key, score_no, day,
        coalesce(lead(day) over (partition by person_key, score_no order by day), {{ last_day() }}) as to_day
        {%- for measure in measures %},
        {{ integer_sum(measure ~ '_change', 'history', 'integer') }} as {{ measure }}_cents
        {%- endfor %}
    from changes
    window history as (
        partition by person_key, score_no order by day rows between unbounded preceding and current row
    )

)

select
    person_key,
    score_no,
    day,
    to_day,
    {% for measure in measures -%}
    least(greatest({{ measure }}_cents, 0), 10000) as {{ measure }}_cents{{ ',' if not loop.last }}
    {% endfor %}
from person_values
