{# After how many days an account is stuck: the 90th percentile (nearest rank) of the spells that left
   the stage, in the segment if at least 20 left there, else over all. Customers are not stuck. #}
with

durations as (

    select grouped_by, segment, ordinal, days, sum(spells) as spells
    from {{ ref('int_stage_exits') }}
    where grouped_by in ('all', 'segment')
        and next_ordinal is not null
        and ordinal < (select max(ordinal) from {{ ref('stages') }})
    group by grouped_by, segment, ordinal, days

),

counted as (

    select
        *,
        sum(spells) over (
            partition by grouped_by, segment, ordinal order by days
            rows between unbounded preceding and current row
        ) as spells_so_far,
        sum(spells) over (partition by grouped_by, segment, ordinal) as all_spells
    from durations

),

limits as (

    select grouped_by, segment, ordinal, min(days) as stuck_after_days
    from counted
    where all_spells >= 20 and 10 * spells_so_far >= 9 * all_spells
    group by grouped_by, segment, ordinal

),

segments as (

    select distinct segment from {{ ref('int_account_labels') }}

)

select
    segments.segment,
    overall.ordinal,
    coalesce(own.stuck_after_days, overall.stuck_after_days) as stuck_after_days
from segments
cross join limits as overall
left join limits as own
    on own.grouped_by = 'segment'
    and segments.segment = own.segment
    and overall.ordinal = own.ordinal
where overall.grouped_by = 'all'
