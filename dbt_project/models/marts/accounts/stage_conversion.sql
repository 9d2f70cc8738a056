{# Cohorts, not averages of movers: the rate is taken over spells entered at least 90 days ago, so
   that yesterday's entrants are no failures. The interval is Wilson's. #}
{% set horizon = 90 -%}
{% set z = 1.959963984540054 -%}
with

spells as (

    select
        history.segment,
        history.stage_ordinal,
        history.entered_on,
        history.exited_on,
        history.duration_days,
        lead(history.stage_ordinal) over (
            partition by history.account_id order by history.entered_on
        ) as next_ordinal
    from {{ ref('account_stage_history') }} as history

),

grouped_spells as (

    select * from spells
    union all
    select 'all', stage_ordinal, entered_on, exited_on, duration_days, next_ordinal from spells

),

targets as (

    select distinct grouped_spells.segment, grouped_spells.stage_ordinal as from_ordinal, stages.ordinal as to_ordinal
    from grouped_spells
    inner join {{ ref('stages') }} as stages
        on stages.ordinal = grouped_spells.stage_ordinal + 1
        or (stages.ordinal > grouped_spells.stage_ordinal and stages.ordinal = grouped_spells.next_ordinal)
        {# Nothing lies beyond the last stage: its one row tells who stayed and who churned. #}
        or (stages.ordinal = grouped_spells.stage_ordinal and stages.ordinal = (select max(ordinal) from {{ ref('stages') }}))

),

counted as (

    select
        targets.segment,
        targets.from_ordinal,
        targets.to_ordinal,
        count(*) as entered,
        sum(case when spells.next_ordinal = targets.to_ordinal then 1 else 0 end) as moved,
        sum(case when spells.next_ordinal > spells.stage_ordinal and spells.next_ordinal <> targets.to_ordinal then 1 else 0 end)
            as moved_elsewhere,
        sum(case when spells.next_ordinal < spells.stage_ordinal and targets.to_ordinal <> targets.from_ordinal then 1 else 0 end)
            as moved_back,
        sum(case when spells.next_ordinal < spells.stage_ordinal and targets.to_ordinal = targets.from_ordinal then 1 else 0 end)
            as churned,
        sum(case when spells.next_ordinal is null then 1 else 0 end) as still_open,
        sum(case
            when {{ as_of_day() }} - {{ day_number('spells.entered_on') }} >= {{ horizon }}
                and targets.to_ordinal <> targets.from_ordinal
                then 1 else 0
        end) as cohort,
        sum(case
            when {{ as_of_day() }} - {{ day_number('spells.entered_on') }} >= {{ horizon }}
                and spells.next_ordinal = targets.to_ordinal and spells.duration_days <= {{ horizon }}
                then 1 else 0
        end) as cohort_moved
    from targets
    inner join grouped_spells as spells
        on targets.segment = spells.segment and targets.from_ordinal = spells.stage_ordinal
    group by targets.segment, targets.from_ordinal, targets.to_ordinal

),

rated as (

    select
        *,
        case when cohort > 0 then cast(cohort_moved as double) / cohort end as rate,
        case when cohort > 0 then
            (cohort_moved + {{ z * z / 2 }}) / (cohort + {{ z * z }})
        end as centre,
        case when cohort > 0 then
            {{ z }} * sqrt(cast(cohort_moved as double) * (cohort - cohort_moved) / cohort + {{ z * z / 4 }})
            / (cohort + {{ z * z }})
        end as half_width
    from counted

)

select
    rated.segment,
    from_stages.stage as from_stage,
    to_stages.stage as to_stage,
    cast(rated.entered as integer) as entered,
    cast(rated.moved as integer) as moved,
    cast(rated.moved_elsewhere as integer) as moved_elsewhere,
    cast(rated.moved_back as integer) as moved_back,
    cast(rated.churned as integer) as churned,
    cast(rated.still_open as integer) as still_open,
    {{ horizon }} as horizon_days,
    cast(rated.cohort as integer) as cohort,
    cast(rated.cohort_moved as integer) as cohort_moved,
    cast(rated.rate as decimal(9, 6)) as rate,
    cast(case when rated.cohort > 0 then greatest(rated.centre - rated.half_width, 0) end as decimal(9, 6)) as rate_low,
    cast(case when rated.cohort > 0 then least(rated.centre + rated.half_width, 1) end as decimal(9, 6)) as rate_high,
    cast(null as decimal(9, 2)) as median_days,
    cast(null as decimal(9, 2)) as median_days_low,
    cast(null as decimal(9, 2)) as median_days_high,
    cast(null as integer) as loss_rank,
    {{ run_columns() }}
from rated
inner join {{ ref('stages') }} as from_stages on rated.from_ordinal = from_stages.ordinal
inner join {{ ref('stages') }} as to_stages on rated.to_ordinal = to_stages.ordinal
{{ run_join() }}
