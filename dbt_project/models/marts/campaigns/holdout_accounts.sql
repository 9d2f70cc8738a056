{# The audience of each randomised holdout: whom a campaign or channel must leave alone, and whom not. #}
select
    holdouts.holdout_id,
    holdouts.held_channel as channel,
    holdouts.campaign_id,
    {{ account_labels() }},
    case when arms.is_held_out then 'held_out' else 'treated' end as arm,
    {{ day_date('holdouts.starts_day') }} as starts_on,
    case when holdouts.ends_before < {{ last_day() }} then {{ day_date('holdouts.ends_before - 1') }} end as ends_on,
    holdouts.starts_day <= {{ as_of_day() }} and holdouts.ends_before > {{ as_of_day() }} as is_on,
    cast(coalesce(touches.touches, 0) as bigint) as touches,
    {{ day_date('touches.first_day') }} as first_touched_on,
    arms.is_held_out and touches.touches is not null as is_contaminated,
    {{ run_columns() }}
from {{ ref('int_holdout_arms') }} as arms
inner join {{ ref('int_holdouts') }} as holdouts on arms.holdout_id = holdouts.holdout_id
inner join {{ ref('int_account_labels') }} as labels on arms.account_key = labels.account_key
left join {{ ref('int_holdout_touches') }} as touches
    on arms.holdout_id = touches.holdout_id and arms.account_key = touches.account_key
{{ run_join() }}
