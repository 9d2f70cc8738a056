{# Segments that any account was ever in, numbered from 1. #}
select segment, cast(row_number() over (order by segment) as integer) as segment_no
from (select distinct segment from {{ ref('int_account_segments') }}) as used_segments
