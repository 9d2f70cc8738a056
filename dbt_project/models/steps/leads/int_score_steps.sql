{# Every value a person's scores take, the future included: one row per person, score and day of change.
   A category is clipped to its bounds, then the sum over categories to 0..100. A dimension (fit,
   engagement, intent) sums its own points, clipped by the same bounds. #}
{% set dimensions = ['fit', 'engagement', 'intent'] -%}
with

category_values as (

    select
        person_key, category_no, day,
        {% for dimension in dimensions -%}
        cast(sum({{ dimension }}_change) over (
            partition by person_key, category_no order by day
            rows between unbounded preceding and current row
        ) as bigint) as {{ dimension }}_cents{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_score_changes') }}

),

clipped as (

    select
        category_values.person_key, bounds.score_no, category_values.category_no, category_values.day,
        least(greatest(
            category_values.fit_cents + category_values.engagement_cents,
            bounds.floor_cents
        ), bounds.cap_cents) as score_cents,
        {% for dimension in dimensions -%}
        least(greatest(category_values.{{ dimension }}_cents, bounds.floor_cents), bounds.cap_cents)
            as {{ dimension }}_cents{{ ',' if not loop.last }}
        {% endfor %}
    from category_values
    inner join {{ ref('int_category_bounds') }} as bounds on category_values.category_no = bounds.category_no

),

{# A bound above zero or below it gives points from the first day on, without any change. #}
unmoved as (

    select people.person_key, bounds.score_no, bounds.category_no, people.created_day as day,
        {% for measure in ['score'] + dimensions -%}
        least(greatest(0, bounds.floor_cents), bounds.cap_cents) as {{ measure }}_cents{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_scored_people') }} as people
    inner join {{ ref('int_category_bounds') }} as bounds on bounds.floor_cents > 0 or bounds.cap_cents < 0
    where not exists (
        select 1 from {{ ref('int_score_changes') }} as changes
        where changes.person_key = people.person_key
            and changes.category_no = bounds.category_no
            and changes.day = people.created_day
    )

),

category_changes as (

    select
        person_key, score_no, day,
        {% for measure in ['score'] + dimensions -%}
        {{ measure }}_cents - coalesce(
            lag({{ measure }}_cents) over (partition by person_key, category_no order by day), 0
        ) as {{ measure }}_change{{ ',' if not loop.last }}
        {% endfor %}
    from (select * from clipped union all select * from unmoved) as category_steps

),

changes as (

    select
        person_key, score_no, day,
        {% for measure in ['score'] + dimensions -%}
        cast(sum({{ measure }}_change) as bigint) as {{ measure }}_change{{ ',' if not loop.last }}
        {% endfor %}
    from (
        select * from category_changes
        where {% for measure in ['score'] + dimensions %}{{ measure }}_change <> 0{{ ' or ' if not loop.last }}{% endfor %}
        union all
        select people.person_key, scores.score_no, people.created_day, 0, 0, 0, 0
        from {{ ref('int_scored_people') }} as people
        cross join {{ ref('int_scores') }} as scores
    ) as all_changes
    group by person_key, score_no, day

),

person_values as (

    select
        person_key, score_no, day,
        {% for measure in ['score'] + dimensions -%}
        cast(sum({{ measure }}_change) over (
            partition by person_key, score_no order by day rows between unbounded preceding and current row
        ) as bigint) as {{ measure }}_cents{{ ',' if not loop.last }}
        {% endfor %}
    from changes

)

select
    person_key,
    score_no,
    day,
    {% for measure in ['score'] + dimensions -%}
    cast(least(greatest({{ measure }}_cents, 0), 10000) as integer) as {{ measure }}_cents{{ ',' if not loop.last }}
    {% endfor %}
from person_values
