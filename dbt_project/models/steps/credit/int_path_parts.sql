{# What each path pays to, or fails to pay to: a move pays equal parts to the transitions it passes, the
   first of them taking what does not divide; an opportunity pays all to its own. In millionths. #}
with

passed as (

    select
        paths.path_no,
        stages.ordinal as transition_no,
        stages.ordinal = paths.ordinal as is_first,
        paths.next_ordinal - paths.ordinal as transitions
    from {{ ref('int_paths') }} as paths
    inner join {{ ref('stages') }} as stages
        on stages.ordinal >= paths.ordinal and stages.ordinal < paths.next_ordinal
    where paths.path_kind = 'move'

)

select
    path_no,
    transition_no,
    true as is_conversion,
    cast(
        {{ whole_quotient(conversion_units(), 'transitions') }}
        + case
            when is_first then {{ conversion_units() }}
                - transitions * {{ whole_quotient(conversion_units(), 'transitions') }}
            else 0
        end as bigint
    ) as part
from passed
union all
select
    path_no,
    case
        when path_kind = 'stay' then ordinal
        when path_kind in ('created', 'not_created') then {{ opportunity_created() }}
        else {{ opportunity_won() }}
    end,
    path_kind in ('created', 'won'),
    cast(round({{ conversion_units() }} * weight) as bigint)
from {{ ref('int_paths') }}
where path_kind <> 'move'
