{# Each stage as one bit, and the range of masks of which it is the highest bit. #}
select
    stage,
    ordinal,
    cast(power(2, ordinal) as integer) as stage_bit,
    case when ordinal = 0 then 0 else cast(power(2, ordinal) as integer) end as mask_from,
    cast(power(2, ordinal + 1) as integer) as mask_to
from {{ ref('stages') }}
