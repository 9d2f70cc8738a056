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
