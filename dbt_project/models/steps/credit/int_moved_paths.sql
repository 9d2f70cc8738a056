{# Moves forward with the cell in which they are compared: stage, segment of the day of the move, and
   time in stage, which says how far the path looks back, too. #}
{% set time_bounds = [7, 14, 30, 45, 60, 90, 180] -%}
select
    paths.path_no,
    paths.account_key,
    paths.ordinal,
    paths.next_ordinal,
    segments.segment,
    paths.end_day - paths.entered_day as days_in_stage,
    case
        {% for bound in time_bounds -%}
        when paths.end_day - paths.entered_day < {{ bound }} then {{ loop.index0 }}
        {% endfor -%}
        else {{ time_bounds | length }}
    end as time_bucket
from {{ ref('int_paths') }} as paths
inner join {{ ref('int_account_segments') }} as segments
    on paths.account_key = segments.account_key
    and paths.end_day >= segments.valid_from_day
    and paths.end_day < segments.valid_to_day
where paths.path_kind = 'move'
