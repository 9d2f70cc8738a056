{# Last day of which the facts are complete. A system that has been silent for longer than seed
   model_settings allows (stale_after_days) counts as one whose export is missing: what happened to accounts
   after its last event is not known, and days without a move would be made up. #}
with

last_days as (

    select max(touch_day) as last_day from {{ ref('int_touches') }}
    union all
    select max(last_day)
    from (
        {% for object in ['accounts', 'people', 'opportunities'] -%}
        select max({{ business_day('updated_at') }}) as last_day
        from {{ ref('stg_crm__' ~ object) }}
        where {{ business_day('updated_at') }} <= {{ as_of_day() }}
        {{ 'union all' if not loop.last }}
        {% endfor %}
    ) as crm_days

)

select
    cast(coalesce(
        min(case
            when last_day < {{ as_of_day() }} - (select coalesce(max(value), 14) from {{ ref('model_settings') }} where name = 'stale_after_days')
                then last_day
        end),
        {{ as_of_day() }}
    ) as integer) as complete_day
from last_days
