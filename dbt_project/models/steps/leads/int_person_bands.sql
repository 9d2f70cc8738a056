{# What the funnel, hand-offs and predictions read of the scores. #}
select
    person_key, day,
    score_cents, fit_cents, engagement_cents, intent_cents,
    band, band_rank
from {{ ref('int_band_steps') }}
