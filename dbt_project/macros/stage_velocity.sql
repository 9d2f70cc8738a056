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


{# How many spells were still there when a day of their stage began, and the share that had not left
   before it in any way (Kaplan-Meier). Open spells are there up to as_of. #}
{% macro stage_risks(exits) %}
with

days as (

    select
        grouped_by, segment, ordinal, days,
        sum(spells) as spells,
        sum(case when next_ordinal is not null then spells else 0 end) as leaving
    from {{ exits }} as exits
    group by grouped_by, segment, ordinal, days

),

risks as (

    select
        grouped_by, segment, ordinal, days,
        cast(leaving as bigint) as leaving,
        cast(sum(spells) over (
            partition by grouped_by, segment, ordinal order by days desc
            rows between unbounded preceding and current row
        ) as bigint) as at_risk
    from days

)

select
    grouped_by, segment, ordinal, days, leaving, at_risk,
    {# Nothing comes after a day on which all leave, so ln never meets 0 in a sum that is read. #}
    exp(coalesce(
        sum(case when leaving < at_risk then ln(cast(at_risk - leaving as double) / at_risk) end) over (
            partition by grouped_by, segment, ordinal order by days
            rows between unbounded preceding and 1 preceding
        ),
        0
    )) as staying_before
from risks
{% endmacro %}


{# Time to one move, on the days of a stage on which somebody made it. Survival is Kaplan-Meier's with
   all other exits censored; its bounds are of Greenwood's variance on the log-log scale; the chance
   is Aalen-Johansen's, in which other exits compete. #}
{% macro stage_curves(targets, exits, risks) %}
{% set history = 'partition by grouped_by, segment, from_ordinal, to_ordinal order by days
            rows between unbounded preceding and current row' -%}
with

moves as (

    select
        targets.grouped_by, targets.segment, targets.from_ordinal, targets.to_ordinal, exits.days,
        cast(sum(exits.spells) as bigint) as moves
    from {{ targets }} as targets
    inner join {{ exits }} as exits
        on targets.grouped_by = exits.grouped_by
        and targets.segment = exits.segment
        and targets.from_ordinal = exits.ordinal
        and {{ makes_move() }}
    group by targets.grouped_by, targets.segment, targets.from_ordinal, targets.to_ordinal, exits.days

),

at_risk as (

    select moves.*, risks.at_risk, risks.staying_before
    from moves
    inner join {{ risks }} as risks
        on moves.grouped_by = risks.grouped_by
        and moves.segment = risks.segment
        and moves.from_ordinal = risks.ordinal
        and moves.days = risks.days

),

sums as (

    select
        *,
        {# The last spell at risk may move: then nobody is left, and its term would be ln 0. #}
        coalesce(
            sum(case when moves < at_risk then ln(cast(at_risk - moves as double) / at_risk) end) over ({{ history }}),
            0
        ) as log_survival,
        coalesce(
            sum(case when moves < at_risk then cast(moves as double) / at_risk / (at_risk - moves) end) over ({{ history }}),
            0
        ) as variance,
        sum(staying_before * moves / at_risk) over ({{ history }}) as chance
    from at_risk

)

select
    grouped_by, segment, from_ordinal, to_ordinal, days, moves, at_risk,
    case when moves = at_risk then 0 else exp(log_survival) end as survival,
    case
        when moves = at_risk then 0
        else exp(-exp(ln(-log_survival) - {{ z_95() }} * sqrt(variance) / log_survival))
    end as survival_low,
    case
        when moves = at_risk then 0
        else exp(-exp(ln(-log_survival) + {{ z_95() }} * sqrt(variance) / log_survival))
    end as survival_high,
    chance
from sums
{% endmacro %}


{# What is read off the curves. A median is null until half have moved; a chance is null while no
   spell has been followed for that long, unless all have left before. #}
{% macro stage_speeds(targets, risks, curves) %}
with

followed as (

    select
        grouped_by, segment, ordinal,
        case when min(at_risk - leaving) = 0 then {{ last_day() }} else max(days) end as followed_days
    from {{ risks }} as risks
    group by grouped_by, segment, ordinal

),

read_off as (

    select
        grouped_by, segment, from_ordinal, to_ordinal,
        min(case when {{ is_half_or_less('survival') }} then days end) as median_days,
        min(case when {{ is_half_or_less('survival_low') }} then days end) as median_days_low,
        min(case when {{ is_half_or_less('survival_high') }} then days end) as median_days_high,
        max(case when days <= 30 then chance end) as chance_30d,
        max(case when days <= 90 then chance end) as chance_90d
    from {{ curves }} as curves
    group by grouped_by, segment, from_ordinal, to_ordinal

)

select
    targets.grouped_by,
    targets.segment,
    targets.from_ordinal,
    targets.to_ordinal,
    read_off.median_days,
    read_off.median_days_low,
    read_off.median_days_high,
    case when followed.followed_days >= 30 then coalesce(read_off.chance_30d, 0) end as chance_30d,
    case when followed.followed_days >= 90 then coalesce(read_off.chance_90d, 0) end as chance_90d
from {{ targets }} as targets
inner join followed
    on targets.grouped_by = followed.grouped_by
    and targets.segment = followed.segment
    and targets.from_ordinal = followed.ordinal
left join read_off
    on targets.grouped_by = read_off.grouped_by
    and targets.segment = read_off.segment
    and targets.from_ordinal = read_off.from_ordinal
    and targets.to_ordinal = read_off.to_ordinal
{% endmacro %}


{# Cohorts, not averages of movers: the rate is taken over spells entered at least 90 days ago, so
   that yesterday's entrants are no failures. The interval is Wilson's. #}
{% macro conversion_rows(targets, speeds, stages, group_name='segment', with_aside=false) %}
with

rated as (

    select
        *,
        case when cohort > 0 then cast(cohort_moved as double) / cohort end as rate,
        case when cohort > 0 then
            (cohort_moved + {{ z_95() }} * {{ z_95() }} / 2) / (cohort + {{ z_95() }} * {{ z_95() }})
        end as centre,
        case when cohort > 0 then
            {{ z_95() }}
            * sqrt(cast(cohort_moved as double) * (cohort - cohort_moved) / cohort + {{ z_95() }} * {{ z_95() }} / 4)
            / (cohort + {{ z_95() }} * {{ z_95() }})
        end as half_width
    from {{ targets }} as targets

),

losses as (

    select
        grouped_by, segment, from_ordinal,
        rank() over (partition by grouped_by, segment order by cohort - cohort_moved desc) as loss_rank
    from rated
    where move_kind = 'any_forward' and cohort > 0

)

select
    rated.grouped_by,
    rated.segment as {{ group_name }},
    from_stages.stage as from_stage,
    coalesce(to_stages.stage, 'any') as to_stage,
    rated.move_kind,
    cast(rated.entered as integer) as entered,
    cast(rated.moved as integer) as moved,
    cast(rated.moved_elsewhere as integer) as moved_elsewhere,
    cast(rated.moved_back as integer) as moved_back,
    {% if with_aside -%}
    cast(rated.moved_aside as integer) as moved_aside,
    {% endif -%}
    cast(rated.churned as integer) as churned,
    cast(rated.still_open as integer) as still_open,
    cast(rated.reentered as integer) as reentered,
    {{ horizon_days() }} as horizon_days,
    cast(rated.cohort as integer) as cohort,
    cast(rated.cohort_moved as integer) as cohort_moved,
    cast(rated.rate as decimal(9, 6)) as rate,
    cast(case when rated.cohort > 0 then greatest(rated.centre - rated.half_width, 0) end as decimal(9, 6)) as rate_low,
    cast(case when rated.cohort > 0 then least(rated.centre + rated.half_width, 1) end as decimal(9, 6)) as rate_high,
    cast(speeds.median_days as decimal(9, 2)) as median_days,
    cast(speeds.median_days_low as decimal(9, 2)) as median_days_low,
    cast(speeds.median_days_high as decimal(9, 2)) as median_days_high,
    {# Rounded twice: the last bits of a sum of doubles depend on the order, the published digits must not. #}
    cast(round(speeds.chance_30d, 9) as decimal(9, 6)) as chance_30d,
    cast(round(speeds.chance_90d, 9) as decimal(9, 6)) as chance_90d,
    cast(losses.loss_rank as integer) as loss_rank,
    {{ run_columns() }}
from rated
inner join {{ speeds }} as speeds
    on rated.grouped_by = speeds.grouped_by
    and rated.segment = speeds.segment
    and rated.from_ordinal = speeds.from_ordinal
    and rated.to_ordinal = speeds.to_ordinal
inner join {{ stages }} as from_stages on rated.from_ordinal = from_stages.ordinal
left join {{ stages }} as to_stages on rated.to_ordinal = to_stages.ordinal
left join losses
    on rated.move_kind = 'any_forward'
    and rated.grouped_by = losses.grouped_by
    and rated.segment = losses.segment
    and rated.from_ordinal = losses.from_ordinal
{{ run_join() }}
{% endmacro %}
