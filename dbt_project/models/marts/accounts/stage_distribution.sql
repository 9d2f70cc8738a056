{# Accounts move between cells of segment and stage when either changes; a running sum counts them. #}
with

cells as (

    select
        spells.account_key,
        segments.segment,
        spells.ordinal,
        greatest(spells.entered_day, segments.valid_from_day) as from_day,
        least(spells.exited_day, segments.valid_to_day) as to_day
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_account_segments') }} as segments
        on spells.account_key = segments.account_key
        and greatest(spells.entered_day, segments.valid_from_day) < least(spells.exited_day, segments.valid_to_day)
    where spells.replay_id = 0 and spells.entered_day <= {{ as_of_day() }}

),

changes as (

    select segment, ordinal, day, sum(change) as change
    from (
        select segment, ordinal, from_day as day, 1 as change from cells
        union all
        select segment, ordinal, to_day, -1 from cells
    ) as edges
    where day <= {{ as_of_day() }}
    group by segment, ordinal, day

),

counted as (

    select
        segment, ordinal, day, change,
        sum(change) over (
            partition by segment, ordinal order by day rows between unbounded preceding and current row
        ) as accounts
    from changes

),

last_counts as (

    select segment, ordinal, sum(change) as accounts, max(day) as last_change_day
    from changes
    group by segment, ordinal

),

days as (

    select segment, ordinal, day, accounts from counted where change <> 0
    union all
    select segment, ordinal, {{ as_of_day() }}, accounts
    from last_counts
    where not exists (
        select 1 from changes
        where changes.segment = last_counts.segment
            and changes.ordinal = last_counts.ordinal
            and changes.day = {{ as_of_day() }}
            and changes.change <> 0
    )

)

select
    {{ day_date('days.day') }} as day,
    {{ day_date('lead(days.day) over (partition by days.segment, days.ordinal order by days.day)') }} as valid_to,
    days.segment,
    stages.stage,
    stages.ordinal as stage_ordinal,
    cast(days.accounts as integer) as accounts,
    {{ run_columns() }}
from days
inner join {{ ref('stages') }} as stages on days.ordinal = stages.ordinal
{{ run_join() }}
