{# Last day of which the facts are complete. A source (touches, or the CRM) that has been silent for longer than
   seed model_settings allows (stale_after_days) counts as one whose export is missing: what happened to accounts
   after its last event is not known, and days without a move would be made up. But what is rare is silent for
   long by its nature, and an import is a burst: a source has to have been heard of on more than 30 days, so that
   its pace is known, and to be silent for eight of its mean gaps, which by chance one in a thousand is
   ((1 + 8/30) ^ -30). A record of the CRM bears only its last change: one after as_of tells that the export
   went on. #}
{% set least_gaps = 30 -%}
{% set mean_gaps = 8 -%}
with

changes as (

    {% for object in ['accounts', 'people', 'opportunities'] -%}
    select {{ business_day('updated_at') }} as day from {{ ref('stg_crm__' ~ object) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

sources as (

    select min(touch_day) as first_day, max(touch_day) as last_day, count(distinct touch_day) as days
    from {{ ref('int_touches') }}
    union all
    select
        min(day), least(max(day), {{ as_of_day() }}), count(distinct case when day <= {{ as_of_day() }} then day end)
    from changes

),

silences as (

    select *, {{ as_of_day() }} - last_day as silence from sources

)

select
    cast(coalesce(
        min(case
            when silence > (select coalesce(max(value), 14) from {{ ref('model_settings') }} where name = 'stale_after_days')
                and silence * (days - 1) > {{ mean_gaps }} * (last_day - first_day)
                and days > {{ least_gaps }}
                then last_day
        end),
        {{ as_of_day() }}
    ) as integer) as complete_day
from silences
