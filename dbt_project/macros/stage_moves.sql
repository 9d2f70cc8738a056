{# From spells to conversion and speed, for accounts and for people. `grouped_spells` has one row per
   group (grouped_by, segment) and spell: ordinal, entered_day, days, next_ordinal, is_reentry. #}


{# Spells counted by how long they have lasted and how they ended; all that rates and curves need. #}
{% macro stage_exits(grouped_spells) %}
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
from {{ grouped_spells }}
group by grouped_by, segment, ordinal, next_ordinal, days
{% endmacro %}


{# Moves that are told: from each stage the next one and any forward, whatever else happened, and
   churn from the last stage; with what became of the spells. #}
{% macro stage_targets(exits, stages) %}
with

exits as (

    select * from {{ exits }} as all_exits

),

last_stage as (

    select max(ordinal) as last_ordinal from {{ stages }} as stages

),

starts as (

    select distinct exits.grouped_by, exits.segment, exits.ordinal as from_ordinal, last_stage.last_ordinal
    from exits
    cross join last_stage

),

targets as (

    select grouped_by, segment, from_ordinal, last_ordinal, from_ordinal + 1 as to_ordinal
    from starts
    where from_ordinal >= 0 and from_ordinal < last_ordinal
    union
    select grouped_by, segment, from_ordinal, last_ordinal, {{ any_forward() }}
    from starts
    where from_ordinal < last_ordinal
    union
    select grouped_by, segment, from_ordinal, last_ordinal, last_ordinal
    from starts
    where from_ordinal = last_ordinal
    union
    select exits.grouped_by, exits.segment, exits.ordinal, last_stage.last_ordinal, exits.next_ordinal
    from exits
    cross join last_stage
    where exits.next_ordinal is not null

),

flagged as (

    select
        targets.*,
        exits.next_ordinal,
        exits.days,
        exits.spells,
        exits.reentries,
        exits.cohort_spells,
        coalesce({{ makes_move() }}, false) as is_move
    from targets
    inner join exits
        on targets.grouped_by = exits.grouped_by
        and targets.segment = exits.segment
        and targets.from_ordinal = exits.ordinal

)

select
    grouped_by,
    segment,
    from_ordinal,
    to_ordinal,
    case
        when to_ordinal = {{ any_forward() }} then case when from_ordinal < 0 then 'any_return' else 'any_forward' end
        when to_ordinal = from_ordinal then 'churn'
        when to_ordinal < 0 then 'aside'
        when from_ordinal < 0 then 'return'
        when to_ordinal = from_ordinal + 1 then 'forward_by_one'
        when to_ordinal > from_ordinal then 'skip'
        else 'backward'
    end as move_kind,
    sum(spells) as entered,
    sum(case when is_move and to_ordinal <> from_ordinal then spells else 0 end) as moved,
    sum(case when next_ordinal > from_ordinal and next_ordinal >= 0 and not is_move then spells else 0 end)
        as moved_elsewhere,
    sum(case
        when next_ordinal < from_ordinal and next_ordinal >= 0 and from_ordinal < last_ordinal and not is_move
            then spells else 0
    end) as moved_back,
    sum(case when next_ordinal < 0 and from_ordinal < last_ordinal and not is_move then spells else 0 end)
        as moved_aside,
    sum(case
        when next_ordinal < from_ordinal and from_ordinal = last_ordinal and (to_ordinal = from_ordinal or not is_move)
            then spells else 0
    end) as churned,
    sum(case when next_ordinal is null then spells else 0 end) as still_open,
    sum(reentries) as reentered,
    sum(cohort_spells) as cohort,
    sum(case when is_move and days <= {{ horizon_days() }} then cohort_spells else 0 end) as cohort_moved
from flagged
group by grouped_by, segment, from_ordinal, to_ordinal
{% endmacro %}
