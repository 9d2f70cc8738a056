with

spells as (

    select
        spells.*,
        lag(entered_day) over (partition by account_key order by entered_day) as previous_entered_day,
        max(ordinal) over (
            partition by account_key order by entered_day rows between unbounded preceding and current row
        ) as highest_ordinal
    from {{ ref('int_stage_spells') }} as spells
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

current_spells as (

    select * from spells where exited_day > {{ as_of_day() }}

),

held as (

    select distinct current_spells.account_key
    from current_spells
    inner join {{ ref('int_group_spells') }} as group_spells
        on group_spells.replay_id = 0
        and current_spells.account_key = group_spells.account_key
        and current_spells.ordinal = group_spells.ordinal
        and group_spells.from_day <= {{ as_of_day() }}
        and group_spells.to_day > {{ as_of_day() }}

),

account_scores as (

    select account_key, sum(change_cents) as score_cents
    from {{ ref('int_account_score_steps') }}
    where replay_id = 0 and day <= {{ as_of_day() }}
    group by account_key

)

select
    {{ account_labels() }},
    labels.owner_name,
    targets.tier,
    stages.stage,
    stages.ordinal as stage_ordinal,
    stages.label_en,
    stages.label_zh,
    {{ day_date('current_spells.entered_day') }} as entered_on,
    {{ as_of_day() }} - current_spells.entered_day as days_in_stage,
    reasons.entry_reason,
    previous_stages.stage as previous_stage,
    current_spells.entered_day - current_spells.previous_entered_day as days_in_previous_stage,
    highest_stages.stage as highest_stage,
    stages.ordinal > 0 and held.account_key is null as is_held,
    case
        when next_stages.stage is null then false
        else {{ as_of_day() }} - current_spells.entered_day > stuck_limits.stuck_after_days
    end as is_stuck,
    cast(stuck_limits.stuck_after_days as integer) as stuck_after_days,
    next_stages.stage as next_stage,
    gaps.missing_for_next,
    {# What no row of the stage names is said in the words of what is missing. #}
    coalesce(next_actions.action_en, other_actions.action_en, 'Missing: ' || gaps.missing_for_next) as next_action,
    coalesce(
        next_actions.action_zh, next_actions.action_en, other_actions.action_zh, other_actions.action_en,
        '缺少：' || gaps.missing_for_next
    ) as next_action_zh,
    coalesce(next_actions.team, other_actions.team) as next_action_team,
    {{ points('icp_scores.icp_cents') }} as icp_score,
    case
        when icp_scores.icp_cents is null then 'unknown'
        when icp_scores.icp_cents >= 6000 then 'fit'
        else 'no_fit'
    end as icp_status,
    {{ points('coalesce(account_scores.score_cents, 0)') }} as account_score,
    people.known_people,
    people.engaged_people,
    people.engaged_visitors,
    people.decision_makers_known,
    people.decision_makers_engaged > 0 as decision_maker_reached,
    people.buying_group_coverage,
    case when current_spells.exited_day < {{ last_day() }} then {{ day_date('current_spells.exited_day') }} end
        as next_change_on,
    changed_stages.stage as next_change_stage,
    {{ run_columns() }}
from current_spells
inner join {{ ref('int_account_labels') }} as labels on current_spells.account_key = labels.account_key
inner join {{ ref('int_entry_reasons') }} as reasons
    on current_spells.account_key = reasons.account_key and current_spells.entered_day = reasons.entered_day
inner join {{ ref('stages') }} as stages on current_spells.ordinal = stages.ordinal
inner join {{ ref('stages') }} as highest_stages on current_spells.highest_ordinal = highest_stages.ordinal
left join {{ ref('stages') }} as previous_stages on current_spells.previous_ordinal = previous_stages.ordinal
left join {{ ref('int_stage_spells') }} as coming_spells
    on coming_spells.replay_id = 0
    and current_spells.account_key = coming_spells.account_key
    and current_spells.exited_day = coming_spells.entered_day
    and current_spells.exited_day < {{ last_day() }}
left join {{ ref('stages') }} as changed_stages on coming_spells.ordinal = changed_stages.ordinal
left join {{ ref('stages') }} as next_stages on current_spells.ordinal + 1 = next_stages.ordinal
left join held on current_spells.account_key = held.account_key
left join {{ ref('int_account_gaps') }} as gaps on current_spells.account_key = gaps.account_key
left join {{ ref('next_actions') }} as next_actions
    on stages.stage = next_actions.stage and gaps.missing_metric = next_actions.missing_metric
left join {{ ref('next_actions') }} as other_actions
    on gaps.account_key is not null
    and stages.stage = other_actions.stage
    and other_actions.missing_metric is null
left join {{ ref('int_icp_scores') }} as icp_scores
    on current_spells.account_key = icp_scores.account_key
    and icp_scores.valid_from_day <= {{ as_of_day() }}
    and icp_scores.valid_to_day > {{ as_of_day() }}
left join {{ ref('int_target_accounts') }} as targets on current_spells.account_key = targets.account_key
left join {{ ref('int_stuck_limits') }} as stuck_limits
    on labels.segment = stuck_limits.segment and current_spells.ordinal = stuck_limits.ordinal
left join account_scores on current_spells.account_key = account_scores.account_key
inner join {{ ref('int_account_people') }} as people on current_spells.account_key = people.account_key
{{ run_join() }}
