{# Days since the last touch of the channel that a replay leaves out, in steps: 1 for the days 1 to 7 after
   it, then 8 to 14, 15 to 30, 31 to 60, 61 to 90; 0 is no touch in 90 days. Changes by day. #}
{% set starts = {2: 8, 3: 15, 4: 31, 5: 61} -%}
with

touch_days as (

    select distinct channel_bits.replay_id, days.account_key, days.day
    from {{ ref('int_influence_days') }} as days
    inner join {{ ref('int_channel_bits') }} as channel_bits on days.channel = channel_bits.channel
    where days.exposures > 0

),

gaps as (

    select
        replay_id, account_key, day,
        day - lag(day) over (partition by replay_id, account_key order by day) as days_before,
        coalesce(lead(day) over (partition by replay_id, account_key order by day), {{ last_day() }}) - day as days_after
    from touch_days

),

changes as (

    {# A touch takes the account back to step 1 from wherever it was. #}
    select
        replay_id, account_key, day + 1 as day,
        1 - case
            when days_before <= 7 then 1
            {% for lag, start in starts.items() -%}
            when days_before < {{ {2: 15, 3: 31, 4: 61, 5: 91}[lag] }} then {{ lag }}
            {% endfor -%}
            else 0
        end as lag_change
    from gaps
    {% for lag, start in starts.items() -%}
    union all
    select replay_id, account_key, day + {{ start }}, 1 from gaps where days_after >= {{ start }}
    {% endfor -%}
    union all
    select replay_id, account_key, day + 91, -5 from gaps where days_after >= 91

)

select replay_id, account_key, day, lag_change
from changes
where lag_change <> 0 and day <= {{ as_of_day() }}
