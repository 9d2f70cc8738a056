{# The latest word of sales on each person, on or before as_of. A rating off the scale, of a row
   landed before such rows went to quarantine, is none. #}
with

ranked as (

    select
        people.person_key,
        feedback.rating,
        feedback.reason,
        feedback.given_by,
        {{ business_day('feedback.given_at') }} as given_day,
        row_number() over (
            partition by people.person_key order by feedback.given_at desc, feedback.feedback_id desc
        ) as recency
    from {{ ref('stg_crm__feedback') }} as feedback
    inner join {{ ref('int_person_identities') }} as identities on feedback.person_id = identities.person_id
    inner join {{ ref('int_scored_people') }} as people on identities.survivor_id = people.person_id
    where {{ business_day('feedback.given_at') }} <= {{ as_of_day() }}

)

select
    person_key,
    case when rating between 1 and 5 then cast(rating as integer) end as rating,
    reason,
    given_by,
    given_day
from ranked
where recency = 1
