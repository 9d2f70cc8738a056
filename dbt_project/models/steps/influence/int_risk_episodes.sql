{# Days at risk cut wherever anything changes: stage, time in stage, exposure, days since the last touch of
   the channel left out, engagement, segment. Within an episode all days are alike, so nothing is ever
   counted day by day. #}
{% set time_bounds = [14, 30, 60, 90, 180] -%}
{% set states = ['stage', 'entered', 'lag', 'bin', 'mask', 'full_bin', 'segment'] -%}
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

{# A replay has engagement of its own only where its channel engaged anybody. #}
own_bins as (

    select distinct replay_id, account_key from {{ ref('int_engagement_bins') }} where replay_id > 0

),

replays as (

    select replays.replay_id, replays.account_key, coalesce(own_bins.replay_id, 0) as bins_of
    from {{ ref('int_replays') }} as replays
    left join own_bins on replays.replay_id = own_bins.replay_id and replays.account_key = own_bins.account_key

),

changes as (

    select replay_id, account_key, day, stage_change, entered_change, 0 as lag_change, 0 as bin_change,
        cast(0 as bigint) as mask_change, 0 as full_bin_change, 0 as segment_change
    from risk_changes
    union all
    select replay_id, account_key, day, 0, 0, lag_change, 0, 0, 0, 0
    from {{ ref('int_lag_changes') }}
    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select replays.replay_id, replays.account_key, bins.{{ edge }}, 0, 0, 0, {{ sign }}bins.bin, 0, 0, 0
    from {{ ref('int_engagement_bins') }} as bins
    inner join replays on bins.account_key = replays.account_key and bins.replay_id = replays.bins_of
    where bins.bin > 0 and bins.{{ edge }} <= {{ as_of_day() }}
    {% endfor -%}
    union all
    select replays.replay_id, context.account_key, context.day, 0, 0, 0, 0,
        context.mask_change, context.full_bin_change, context.segment_change
    from {{ ref('int_context_changes') }} as context
    inner join replays on context.account_key = replays.account_key

),

daily as (

    select
        replay_id, account_key, day,
        {% for name in states -%}
        cast(sum({{ name }}_change) as bigint) as {{ name }}_change{{ ',' if not loop.last }}
        {% endfor %}
    from changes
    group by replay_id, account_key, day

),

states as (

    select
        replay_id, account_key, day as from_day,
        lead(day) over (partition by replay_id, account_key order by day) as to_day,
        {% for name in states -%}
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
    cast(states.lag_value as integer) as lag,
    cast(states.bin_value as integer) as bin,
    cast(states.full_bin_value as integer) as full_bin,
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
