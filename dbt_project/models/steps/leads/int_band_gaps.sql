{# What a person lacks for the next higher band of a score, in words: points, counted from what the
   score would be if it were not clipped at zero, and requirements of the band. #}
with

higher_bands as (

    select
        states.person_key, states.score_no, states.score_cents,
        bands.band, bands.above_cents
    from {{ ref('int_lead_states') }} as states
    inner join {{ ref('int_score_bands') }} as bands
        on states.score_no = bands.score_no and coalesce(states.band_rank, 0) + 1 = bands.band_rank

),

clips as (

    select person_key, score_no, points_cents as clip_cents
    from {{ ref('int_score_ledger') }}
    where rule_id = 'clip'

),

failing as (

    select
        current_steps.person_key,
        current_steps.score_no,
        {{ joined_text(
            "requirements.measure || case when requirements.measure in ('fit', 'engagement', 'intent')
                then ' ' || cast(" ~ points(measure_cents()) ~ " as string) || ' of ' || cast(requirements.minimum as string)
                else ' missing' end",
            ', ', 'requirements.measure'
        ) }} as requirements
    from {{ ref('int_lead_states') }} as current_steps
    inner join higher_bands
        on current_steps.person_key = higher_bands.person_key
        and current_steps.score_no = higher_bands.score_no
    inner join (
        {{ rows_of_scores('band_requirements', ['band', 'measure'], ['minimum']) }}
    ) as requirements
        on higher_bands.score_no = requirements.score_no and higher_bands.band = requirements.band
    where {{ measure_cents() }} < {{ cents('requirements.minimum') }}
    group by current_steps.person_key, current_steps.score_no

)

select
    higher_bands.person_key,
    higher_bands.score_no,
    higher_bands.band || ': '
        || case
            when higher_bands.score_cents <= higher_bands.above_cents
                then cast({{ points('higher_bands.above_cents + 1 - higher_bands.score_cents + coalesce(clips.clip_cents, 0)') }} as string)
                    || ' points'
            else ''
        end
        || case
            when higher_bands.score_cents <= higher_bands.above_cents and failing.requirements is not null then ', '
            else ''
        end
        || coalesce(failing.requirements, '') as missing_for_next
from higher_bands
left join clips on higher_bands.person_key = clips.person_key and higher_bands.score_no = clips.score_no
left join failing on higher_bands.person_key = failing.person_key and higher_bands.score_no = failing.score_no
