{# What each person saw and did on a day: all that inactivity, awareness and repeat visits know of
   touches. Awareness alone asks what somebody merely saw, and not of longer ago than its levels look back. #}
select
    touches.person_key,
    touches.touch_day as day,
    sum(case when touches.is_exposure then touches.quantity else 0 end) as exposures,
    sum(case when touches.is_engagement then touches.quantity else 0 end) as engagements,
    sum(case when touches.is_explicit_intent then touches.quantity else 0 end) as explicit_requests,
    sum(case
        when touches.kind in ('content_downloaded', 'video_watched', 'webinar_attended') then touches.quantity
        else 0
    end) as content_views,
    sum(case
        when touches.is_engagement and touches.kind in ('product_page_viewed', 'pricing_page_viewed')
            then touches.quantity
        else 0
    end) as product_page_views,
    sum(case when touches.is_engagement and touches.kind like '%page_viewed' then touches.quantity else 0 end)
        as page_views
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
