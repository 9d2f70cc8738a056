{# What each person did on a day, by kind: of the touches only those that lead rules count, and explicit
   requests, which undo a rejection whatever the rules say. #}
{% set flags = {'exposures': 'is_exposure', 'engagements': 'is_engagement', 'signals': 'is_buying_signal'} -%}
with

kinds as (

    select kind from {{ ref('int_metric_kinds') }}
    union
    select kind from {{ ref('touch_kinds') }} where is_explicit_intent

),

asked as (

    select
        {% for metric in flags -%}
        coalesce(max(case when metric in ('{{ metric }}'{{ ", 'engaged_days'" if metric == 'engagements' }}) then 1 else 0 end), 0)
            as {{ metric }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_qualification_rows') }}

)

select
    touches.person_key,
    touches.kind,
    touches.touch_day as day,
    cast(sum(touches.quantity) as bigint) as quantity
    {%- for metric, flag in flags.items() %},
    cast(sum(case when touches.{{ flag }} then touches.quantity else 0 end) as bigint) as {{ metric }}
    {%- endfor %}
from {{ ref('int_touches') }} as touches
inner join {{ ref('int_scored_people') }} as people on touches.person_key = people.person_key
cross join asked
left join kinds on touches.kind = kinds.kind
where touches.is_counted and touches.quantity > 0
    and (
        kinds.kind is not null
        {%- for metric, flag in flags.items() %}
        or (asked.{{ metric }} = 1 and touches.{{ flag }})
        {%- endfor %}
    )
group by touches.person_key, touches.kind, touches.touch_day
