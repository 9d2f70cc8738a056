select time_zone from {{ source('reference', 'time_zones') }}
