{# Days at risk cut wherever anything changes: stage, time in stage, exposure, days since the last touch of
   the channel left out, engagement, segment. Within an episode all days are alike, so nothing is ever
   counted day by day. All but the exposure is kept as digits of one number, so that one running sum follows
   it all: each digit's own running sum stays within its place. #}
{% set time_bounds = [14, 30, 60, 90, 180] -%}
{% set places = {'stage': 1, 'time': 8, 'lag': 64, 'bin': 512, 'full_bin': 8192, 'segment': 131072} -%}
with

risk_changes as (

    select replay_id, account_key, first_risk_day as day, {{ places.stage }} * (ordinal + 1) as state_change, 0 as moved_to
    from {{ ref('int_risk_spells') }}
    union all
    {% for bound in time_bounds -%}
    select replay_id, account_key, entered_day + {{ bound }}, {{ places.time }}, 0
    from {{ ref('int_risk_spells') }}
    where entered_day + {{ bound }} <= last_risk_day
    union all
    {% endfor -%}
    {# The end of a spell takes back its stage and time, and says where it led. #}
    select
        replay_id, account_key, last_risk_day + 1,
        -{{ places.stage }} * (ordinal + 1) - {{ places.time }} * (
            {% for bound in time_bounds -%}
            case when entered_day + {{ bound }} <= last_risk_day then 1 else 0 end{{ ' + ' if not loop.last }}
            {%- endfor %}
        ),
        case when next_ordinal > ordinal then next_ordinal else 0 end
    from {{ ref('int_risk_spells') }}

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

    select replay_id, account_key, day, cast(state_change as bigint) as state_change, moved_to,
        cast(0 as bigint) as mask_change
    from risk_changes
    union all
    select replay_id, account_key, day, {{ places.lag }} * lag_change, 0, 0
    from {{ ref('int_lag_changes') }}
    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select replays.replay_id, replays.account_key, bins.{{ edge }}, {{ sign }}{{ places.bin }} * bins.bin, 0, 0
    from {{ ref('int_engagement_bins') }} as bins
    inner join replays on bins.account_key = replays.account_key and bins.replay_id = replays.bins_of
    where bins.bin > 0 and bins.{{ edge }} <= {{ as_of_day() }}
    {% endfor -%}
    union all
    select replays.replay_id, context.account_key, context.day,
        cast({{ places.full_bin }} * context.full_bin_change as bigint)
            + cast({{ places.segment }} as bigint) * context.segment_change,
        0, context.mask_change
    from {{ ref('int_context_changes') }} as context
    inner join replays on context.account_key = replays.account_key

),

daily as (

    select
        replay_id, account_key, day,
        cast(sum(state_change) as bigint) as state_change,
        cast(sum(mask_change) as bigint) as mask_change,
        cast(sum(moved_to) as integer) as moved_to
    from changes
    group by replay_id, account_key, day

),

states as (

    select
        replay_id, account_key, day as from_day,
        lead(day) over (partition by replay_id, account_key order by day) as to_day,
        lead(moved_to) over (partition by replay_id, account_key order by day) as moved_to,
        {% for name in ['state', 'mask'] -%}
        cast(sum({{ name }}_change) over (
            partition by replay_id, account_key order by day rows between unbounded preceding and current row
        ) as bigint) as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from daily

)

select
    replay_id,
    account_key,
    from_day,
    to_day,
    cast(state % 8 - 1 as integer) as ordinal,
    mask,
    {% for name, digits in {'lag': 8, 'bin': 16, 'full_bin': 16}.items() -%}
    cast({{ whole_quotient('state', places[name]) }} % {{ digits }} as integer) as {{ name }},
    {% endfor -%}
    cast({{ whole_quotient('state', places.segment) }} as integer) as segment_no,
    cast({{ whole_quotient('state', places.time) }} % 8 as integer) as time_bucket,
    nullif(moved_to, 0) as moved_to
from states
where state % 8 > 0
