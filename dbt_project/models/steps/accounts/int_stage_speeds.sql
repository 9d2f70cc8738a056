{# What is read off the curves. A median is null until half have moved; a chance is null while no
   spell has been followed for that long, unless all have left before. #}
with

followed as (

    select
        grouped_by, segment, ordinal,
        case when min(at_risk - leaving) = 0 then {{ last_day() }} else max(days) end as followed_days
    from {{ ref('int_stage_risks') }}
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
    from {{ ref('int_stage_curves') }}
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
from {{ ref('int_stage_targets') }} as targets
inner join followed
    on targets.grouped_by = followed.grouped_by
    and targets.segment = followed.segment
    and targets.from_ordinal = followed.ordinal
left join read_off
    on targets.grouped_by = read_off.grouped_by
    and targets.segment = read_off.segment
    and targets.from_ordinal = read_off.from_ordinal
    and targets.to_ordinal = read_off.to_ordinal
