{# Last day of which the facts are complete. An object that has been silent for longer than seed
   model_settings allows (stale_after_days) counts as one whose export is missing: what happened to accounts
   after its last event is not known, and days without a move would be made up. What is rare is silent for long
   by its nature, though: it has to be silent for seven of its mean gaps, too, which by chance one in a
   thousand is; and one day alone has no gap. #}
{% set mean_gaps = 7 -%}
with

objects as (

    select min(touch_day) as first_day, max(touch_day) as last_day, count(distinct touch_day) as days
    from {{ ref('int_touches') }}
    {% for object in ['accounts', 'people', 'opportunities'] -%}
    union all
    select
        min({{ business_day('updated_at') }}), max({{ business_day('updated_at') }}),
        count(distinct {{ business_day('updated_at') }})
    from {{ ref('stg_crm__' ~ object) }}
    where {{ business_day('updated_at') }} <= {{ as_of_day() }}
    {% endfor %}
),

silences as (

    select *, {{ as_of_day() }} - last_day as silence from objects

)

select
    cast(coalesce(
        min(case
            when silence > (select coalesce(max(value), 14) from {{ ref('model_settings') }} where name = 'stale_after_days')
                and silence * (days - 1) > {{ mean_gaps }} * (last_day - first_day)
                and days > 1
                then last_day
        end),
        {{ as_of_day() }}
    ) as integer) as complete_day
from silences
