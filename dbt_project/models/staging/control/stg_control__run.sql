select
    run_id,
    rules_version,
    as_of,
    {{ day_number('as_of') }} as as_of_day
from {{ source('control', 'run') }}
