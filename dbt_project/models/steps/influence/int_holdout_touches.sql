{# What reached accounts of a holdout while it was on; those held out should have had nothing. #}
select
    arms.holdout_id,
    arms.account_key,
    arms.is_held_out,
    sum(days.exposures) as touches,
    min(days.day) as first_day
from {{ ref('int_holdout_arms') }} as arms
inner join {{ ref('int_holdouts') }} as holdouts on arms.holdout_id = holdouts.holdout_id
inner join {{ ref('int_influence_days') }} as days
    on arms.account_key = days.account_key
    and (holdouts.held_channel = days.channel or holdouts.campaign_id = days.campaign_id)
    and days.day >= holdouts.starts_day
    and days.day < holdouts.ends_before
where days.exposures > 0
group by arms.holdout_id, arms.account_key, arms.is_held_out
