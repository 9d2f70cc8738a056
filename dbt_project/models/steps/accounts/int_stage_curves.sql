{# Time to one move, on the days of a stage on which somebody made it. Survival is Kaplan-Meier's with
   all other exits censored; its bounds are of Greenwood's variance on the log-log scale; the chance
   is Aalen-Johansen's, in which other exits compete. #}
{% set history = 'partition by grouped_by, segment, from_ordinal, to_ordinal order by days
            rows between unbounded preceding and current row' -%}
with

moves as (

    select
        targets.grouped_by, targets.segment, targets.from_ordinal, targets.to_ordinal, exits.days,
        cast(sum(exits.spells) as bigint) as moves
    from {{ ref('int_stage_targets') }} as targets
    inner join {{ ref('int_stage_exits') }} as exits
        on targets.grouped_by = exits.grouped_by
        and targets.segment = exits.segment
        and targets.from_ordinal = exits.ordinal
        and {{ makes_move() }}
    group by targets.grouped_by, targets.segment, targets.from_ordinal, targets.to_ordinal, exits.days

),

at_risk as (

    select moves.*, risks.at_risk, risks.staying_before
    from moves
    inner join {{ ref('int_stage_risks') }} as risks
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
