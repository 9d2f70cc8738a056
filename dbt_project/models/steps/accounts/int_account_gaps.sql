{# What each account lacks for the next stage as of as_of: of the groups that lead there the one with
   the fewest rows unmet. #}
with

ranked as (

    select
        spells.account_key,
        readings.gaps,
        readings.first_unmet_metric,
        row_number() over (
            partition by spells.account_key order by readings.unmet_rows, readings.rule_group
        ) as group_rank
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_group_readings') }} as readings
        on spells.account_key = readings.account_key and readings.ordinal = spells.ordinal + 1
    where spells.replay_id = 0 and spells.entered_day <= {{ as_of_day() }} and spells.exited_day > {{ as_of_day() }}
        and readings.unmet_rows > 0

)

select account_key, gaps as missing_for_next, first_unmet_metric as missing_metric
from ranked
where group_rank = 1
