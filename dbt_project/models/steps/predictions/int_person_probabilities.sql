{# Of equals none goes before: a decile is that of the best of them. #}
select
    person_key,
    log_odds,
    {{ probability('log_odds') }} as probability,
    {{ probability_decile('log_odds') }} as probability_decile
from {{ ref('int_person_parts') }}
