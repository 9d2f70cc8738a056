{# Days on which known people engaged. #}
select distinct actor_key as person_key, day
from {{ ref('int_actor_days') }}
where actor_key > 0 and engagements > 0
