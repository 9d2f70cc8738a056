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
