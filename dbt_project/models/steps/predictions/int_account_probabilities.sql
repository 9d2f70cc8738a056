select
    account_key,
    log_odds,
    {{ probability('log_odds') }} as probability,
    {{ probability_decile('log_odds') }} as probability_decile
from {{ ref('int_account_parts') }}
