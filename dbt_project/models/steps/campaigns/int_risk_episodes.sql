{# Days at risk cut wherever anything changes: stage, time in stage, exposure, organic engagement,
   segment. Within an episode all days are alike, so nothing is ever counted day by day. #}
{% set time_bounds = [14, 30, 60, 90, 180] -%}
with

risk_changes as (

    {% for day, sign in [('entered_day + 1', ''), ('last_risk_day + 1', '-')] -%}
    select replay_id, account_key, {{ day }} as day,
        {{ sign }}(ordinal + 1) as stage_change, {{ sign }}entered_day as entered_change
    from {{ ref('int_risk_spells') }}
    union all
    {% endfor -%}
    {% for bound in time_bounds -%}
    select replay_id, account_key, entered_day + {{ bound }}, 0, 0
    from {{ ref('int_risk_spells') }}
    where entered_day + {{ bound }} <= last_risk_day
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

changes as (

    select replay_id, account_key, day, stage_change, entered_change,
        cast(0 as bigint) as mask_change, 0 as bin_change, 0 as segment_change
    from risk_changes
    union all
    select replays.replay_id, context.account_key, context.day, 0, 0,
        context.mask_change, context.bin_change, context.segment_change
    from {{ ref('int_context_changes') }} as context
    inner join {{ ref('int_replays') }} as replays on context.account_key = replays.account_key

),

daily as (

    select
        replay_id, account_key, day,
        {% for name in ['stage', 'entered', 'mask', 'bin', 'segment'] -%}
        cast(sum({{ name }}_change) as bigint) as {{ name }}_change{{ ',' if not loop.last }}
        {% endfor %}
    from changes
    group by replay_id, account_key, day

),

states as (

    select
        replay_id, account_key, day as from_day,
        lead(day) over (partition by replay_id, account_key order by day) as to_day,
        {% for name in ['stage', 'entered', 'mask', 'bin', 'segment'] -%}
        cast(sum({{ name }}_change) over (
            partition by replay_id, account_key order by day rows between unbounded preceding and current row
        ) as bigint) as {{ name }}_value{{ ',' if not loop.last }}
        {% endfor %}
    from daily

)

select
    states.replay_id,
    states.account_key,
    states.from_day,
    states.to_day,
    cast(states.stage_value - 1 as integer) as ordinal,
    states.mask_value as mask,
    cast(states.bin_value as integer) as bin,
    cast(states.segment_value as integer) as segment_no,
    case
        {% for bound in time_bounds -%}
        when states.from_day - states.entered_value < {{ bound }} then {{ loop.index0 }}
        {% endfor -%}
        else {{ time_bounds | length }}
    end as time_bucket,
    case when risk_spells.next_ordinal > risk_spells.ordinal then risk_spells.next_ordinal end as moved_to
from states
left join {{ ref('int_risk_spells') }} as risk_spells
    on states.replay_id = risk_spells.replay_id
    and states.account_key = risk_spells.account_key
    and states.entered_value = risk_spells.entered_day
    and states.to_day = risk_spells.last_risk_day + 1
where states.stage_value > 0
