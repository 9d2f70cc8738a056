{# The last twelve months whose first day is followed by a whole horizon. #}
with

days as (

    {{ period_starts('month', 1, 12) }}

)

select day, cast({{ month_number('day') }} as integer) as month_no
from days
