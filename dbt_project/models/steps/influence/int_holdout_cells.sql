{# Days at risk and moves forward while a holdout was on, by arm, whoever was touched (intention to treat), on
   stages without the channel's touches. Only the segment divides them: what came after the draw is no
   ground for comparison. #}
with

units as (

    select units.unit_no, units.replay_id, holdouts.holdout_id, holdouts.starts_day, holdouts.ends_before
    from {{ ref('int_influence_units') }} as units
    inner join {{ ref('int_holdouts') }} as holdouts on units.name = holdouts.holdout_id
    where units.level = 'holdout'

),

histories as (

    select units.unit_no, units.starts_day, units.ends_before, arms.account_key, arms.is_held_out,
        coalesce(replays.replay_id, 0) as replay_id
    from units
    inner join {{ ref('int_holdout_arms') }} as arms on units.holdout_id = arms.holdout_id
    left join {{ ref('int_replays') }} as replays
        on units.replay_id = replays.replay_id and arms.account_key = replays.account_key

)

select
    histories.unit_no,
    not histories.is_held_out as is_exposed,
    accounts.jackknife_group,
    accounts.is_target,
    episodes.segment_no,
    episodes.ordinal,
    sum(least(episodes.to_day, histories.ends_before) - greatest(episodes.from_day, histories.starts_day)) as days,
    {{ count_moves('case when episodes.to_day <= histories.ends_before then episodes.moved_to end') }}
from histories
inner join {{ ref('int_risk_episodes') }} as episodes
    on histories.replay_id = episodes.replay_id
    and histories.account_key = episodes.account_key
    and histories.starts_day < episodes.to_day
    and episodes.from_day < histories.ends_before
inner join {{ ref('int_influence_accounts') }} as accounts on histories.account_key = accounts.account_key
group by histories.unit_no, not histories.is_held_out, accounts.jackknife_group, accounts.is_target,
    episodes.segment_no, episodes.ordinal
