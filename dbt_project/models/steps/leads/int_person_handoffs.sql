{# Which crossings are hand-offs. One within the quiet days after the last hand-off is the same story; but
   whoever asks is told of, even if a score or a fact led to a hand-off the day before. #}
with recursive

requests as (

    select * from {{ ref('int_person_crossings') }} where is_request

),

{{ keep_apart('requests', 'requests', 'person_key') }},

others as (

    select crossings.*
    from {{ ref('int_person_crossings') }} as crossings
    left join requests_kept
        on crossings.person_key = requests_kept.person_key
        and requests_kept.day <= crossings.day
        and requests_kept.day >= crossings.day - crossings.quiet_days
    where not crossings.is_request and requests_kept.person_key is null

),

{{ keep_apart('others', 'others', 'person_key') }},

kept as (

    select person_key, day from requests_kept
    union all
    select person_key, day from others_kept

)

select
    crossings.person_key, crossings.day as created_day, crossings.crossing, crossings.target,
    crossings.rule_group, crossings.quiet_days, crossings.is_request
from kept
inner join {{ ref('int_person_crossings') }} as crossings
    on kept.person_key = crossings.person_key and kept.day = crossings.day
