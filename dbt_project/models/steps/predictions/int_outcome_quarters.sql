{# The last eight quarters whose first day is followed by a whole horizon. Before the first engagement on
   record nobody could earn points of it: whatever came then says nothing of bands. #}
select quarters.day
from (
    {{ period_starts('quarter', 3, 8) }}
) as quarters
where quarters.day >= (select min(day) from {{ ref('int_engagement_days') }})
