{# Who was in which band when a quarter began, and got an opportunity within the horizon; people with an open
   one are left out. #}
with

outcomes as (

    {{ outcomes_after(ref('int_outcome_quarters')) }}

),

people as (

    select
        quarters.day, spells.band, coalesce(segments.segment, 'no account') as segment,
        coalesce(outcomes.is_outcome, 0) as is_outcome
    from {{ ref('int_outcome_quarters') }} as quarters
    inner join {{ ref('int_person_bands') }} as spells on spells.day <= quarters.day and spells.to_day > quarters.day
    inner join {{ ref('int_scored_people') }} as scored on spells.person_key = scored.person_key
    left join outcomes on spells.person_key = outcomes.person_key and quarters.day = outcomes.day
    left join {{ ref('int_account_segments') }} as segments
        on scored.account_key = segments.account_key
        and segments.valid_from_day <= quarters.day
        and segments.valid_to_day > quarters.day
    where coalesce(outcomes.is_open, 0) = 0 and spells.band is not null

)

select day, band, segment, cast(count(*) as integer) as people, cast(sum(is_outcome) as integer) as converted
from people
group by day, band, segment
union all
select day, band, 'all', cast(count(*) as integer), cast(sum(is_outcome) as integer)
from people
group by day, band
