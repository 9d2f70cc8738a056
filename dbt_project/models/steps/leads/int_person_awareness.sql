{# How much each person knows of us on as_of: the highest level of which a row holds. #}
{% set metrics = {'exposures': 'days.exposures', 'engagements': 'days.engagements',
                  'engaged_days': 'case when days.engagements > 0 then 1 else 0 end',
                  'content_views': 'days.content_views', 'product_page_views': 'days.product_page_views',
                  'explicit_requests': 'days.explicit_requests'} -%}
with

counted as (

    {% for metric, quantity in metrics.items() -%}
    select days.person_key, levels.ordinal, levels.window_days, levels.minimum, sum({{ quantity }}) as value
    from {{ ref('awareness_levels') }} as levels
    inner join {{ ref('int_person_days') }} as days
        on days.day > {{ as_of_day() }} - levels.window_days and {{ quantity }} > 0
    where levels.metric = '{{ metric }}'
    group by days.person_key, levels.ordinal, levels.window_days, levels.minimum
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

reached as (

    select person_key, max(ordinal) as ordinal
    from counted
    where value >= minimum
    group by person_key

),

levels as (

    select
        ordinal,
        max(level) as level, max(label_en) as label_en, max(label_zh) as label_zh,
        min(case when metric is null then ordinal end) as open_ordinal
    from {{ ref('awareness_levels') }}
    group by ordinal

)

select
    people.person_key,
    levels.level as awareness,
    levels.label_en as awareness_label_en,
    levels.label_zh as awareness_label_zh
from {{ ref('int_scored_people') }} as people
cross join (select max(open_ordinal) as ordinal from levels) as floors
left join reached on people.person_key = reached.person_key
inner join levels on levels.ordinal = greatest(floors.ordinal, coalesce(reached.ordinal, floors.ordinal))
