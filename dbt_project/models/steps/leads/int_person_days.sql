{# What each person saw and did on a day: all that inactivity, awareness and repeat visits know of
   touches. Awareness alone asks what somebody merely saw, and not of longer ago than its levels look back. #}
{% set counts = {
    'exposures': 'touches.is_exposure',
    'engagements': 'touches.is_engagement',
    'explicit_requests': 'touches.is_explicit_intent',
    'content_views': "touches.kind in ('content_downloaded', 'video_watched', 'webinar_attended')",
    'product_page_views': "touches.is_engagement and touches.kind in ('product_page_viewed', 'pricing_page_viewed')",
    'page_views': "touches.is_engagement and touches.kind like '%page_viewed'",
} -%}
select
    touches.person_key,
    touches.touch_day as day,
    {% for name, condition in counts.items() -%}
    {{ integer_sum('case when ' ~ condition ~ ' then touches.quantity else 0 end') }} as {{ name }}{{ ',' if not loop.last }}
    {% endfor -%}
from {{ ref('int_touches') }} as touches
inner join {{ ref('int_scored_people') }} as people on touches.person_key = people.person_key
where touches.is_counted and touches.quantity > 0
    and (
        touches.is_engagement or touches.is_explicit_intent
        or (
            touches.is_exposure
            and touches.touch_day > {{ as_of_day() }} - (select max(window_days) from {{ ref('awareness_levels') }})
        )
    )
group by touches.person_key, touches.touch_day
