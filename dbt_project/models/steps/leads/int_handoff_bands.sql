{# The score in whose band a person was handed over: the highest band of the day, of equals the main score. #}
with

steps as (

    select
        handoffs.handoff_id, steps.score_no, steps.score_cents, steps.band, steps.band_rank,
        row_number() over (
            partition by handoffs.handoff_id, steps.score_no order by steps.day desc
        ) as recency
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_band_steps') }} as steps
        on handoffs.person_key = steps.person_key and steps.day <= handoffs.created_day

),

ranked as (

    select
        *, row_number() over (partition by handoff_id order by coalesce(band_rank, 0) desc, score_no) as place
    from steps
    where recency = 1

)

select handoff_id, score_no, score_cents, band from ranked where place = 1
