{# Spells counted by how long they have lasted and how they ended; all that rates and curves need. #}
select
    grouped_by,
    segment,
    ordinal,
    next_ordinal,
    days,
    cast(count(*) as bigint) as spells,
    cast(sum(is_reentry) as bigint) as reentries,
    cast(
        sum(case when {{ as_of_day() }} - entered_day >= {{ horizon_days() }} then 1 else 0 end) as bigint
    ) as cohort_spells
from {{ ref('int_grouped_spells') }}
group by grouped_by, segment, ordinal, next_ordinal, days
