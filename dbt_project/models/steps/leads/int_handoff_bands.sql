{# The score in whose band a person was handed over: the highest band of the day, of equals the main score. #}
with

ranked as (

    select
        handoffs.handoff_id, steps.score_no, steps.score_cents, steps.band,
        row_number() over (
            partition by handoffs.handoff_id order by coalesce(steps.band_rank, 0) desc, steps.score_no
        ) as place
    from {{ ref('int_handoffs') }} as handoffs
    inner join {{ ref('int_band_steps') }} as steps
        on handoffs.person_key = steps.person_key
        and handoffs.created_day >= steps.day
        and handoffs.created_day < steps.to_day

)

select handoff_id, score_no, score_cents, band from ranked where place = 1
