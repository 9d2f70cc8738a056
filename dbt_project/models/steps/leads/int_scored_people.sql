{# People who have a lead score: all but those left out for consent, own company or excluded account. #}
select person_key, person_id, full_name, owner_id, account_key, created_day
from {{ ref('int_people') }}
where exclusion_reason is null
