{# The rows in which each unit is counted: its own, that of its channel, of its direction, and of all. #}
with

rows_of_units as (

    select unit_key, level, name from {{ ref('int_performance_units') }}
    union all
    select unit_key, 'channel', channel from {{ ref('int_performance_units') }} where channel is not null
    union all
    select unit_key, 'direction', direction from {{ ref('int_performance_units') }} where direction is not null
    union all
    select unit_key, 'all', 'all' from {{ ref('int_performance_units') }}

)

select unit_key, level, name, cast(dense_rank() over (order by level, name) as integer) as group_key
from rows_of_units
