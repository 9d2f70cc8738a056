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
    episodes.jackknife_group,
    {{ in_state('segment', 'episodes.segment_no') }} + {{ in_state('stage', 'episodes.ordinal + 1') }} as stratum,
    {% for prefix, condition in [('', ''), ('target_', ' and episodes.is_target')] -%}
    cast(sum(case when true{{ condition }}
        then least(episodes.to_day, histories.ends_before) - greatest(episodes.from_day, histories.starts_day) else 0 end) as integer) as {{ prefix }}days,
    {% for target in range(1, 6) -%}
    cast(count(case when episodes.moved_to = {{ target }}{{ condition }} then 1 end) as integer) as {{ prefix }}moves_{{ target }}{{ ',' if not loop.last }}
    {% endfor -%}
    {{ ',' if not loop.last }}
    {% endfor %}
from histories
inner join {{ ref('int_risk_episodes') }} as episodes
    on histories.replay_id = episodes.replay_id
    and histories.account_key = episodes.account_key
    and histories.starts_day < episodes.to_day
    and episodes.from_day < histories.ends_before
group by histories.unit_no, not histories.is_held_out, episodes.jackknife_group, episodes.segment_no, episodes.ordinal
