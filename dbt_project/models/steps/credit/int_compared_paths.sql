{{ config(materialized='view') }}
{# Paths of movers and of stayers under one roof. #}
select moves.path_no, moves.account_key, moves.days_in_stage, paths.entered_day, paths.from_day, paths.end_day
from {{ ref('int_moved_paths') }} as moves
inner join {{ ref('int_paths') }} as paths on moves.path_no = paths.path_no
union all
select path_no, account_key, days_in_stage, entered_day, from_day, end_day
from {{ ref('int_stayed_paths') }}
