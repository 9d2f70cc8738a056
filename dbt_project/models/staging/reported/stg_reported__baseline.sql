select revision, as_of, {{ day_number('as_of') }} as baseline_day, rules_version
from {{ source('reported', 'baseline') }}
