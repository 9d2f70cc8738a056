{# What an account's people and visitors did up to each day of learning. #}
with

actor_sums as (

    select
        days.account_key, snapshots.snapshot_no, days.actor_key,
        max(days.day) as last_day,
        max(case when days.signals > 0 then days.day end) as last_signal_day,
        {% for window in [7, 30, 90] -%}
        {{ integer_sum('case when days.day > snapshots.day - ' ~ window ~ ' then days.engagements else 0 end') }}
            as engagements_{{ window }}d,
        {% endfor -%}
        {{ integer_sum('case when days.day > snapshots.day - 30 then days.signals else 0 end') }} as signals_30d,
        {{ integer_sum('case when days.day > snapshots.day - 90 then days.requests else 0 end') }} as requests_90d
    from {{ ref('int_engagement_days') }} as days
    inner join {{ ref('int_snapshots') }} as snapshots
        on days.day <= snapshots.day
        and days.day > snapshots.day - {{ longest_silence_days() }}
        and (snapshots.is_labelled or snapshots.snapshot_no = 0)
    where days.account_key is not null
    group by days.account_key, snapshots.snapshot_no, days.actor_key

)

select
    sums.account_key,
    sums.snapshot_no,
    cast(count(case when sums.last_day > snapshots.day - 90 then sums.actor_key end) as integer) as engaged_people_90d,
    cast(count(case when sums.last_day > snapshots.day - 30 then sums.actor_key end) as integer) as engaged_people_30d,
    cast(count(case when sums.last_signal_day > snapshots.day - 60 then sums.actor_key end) as integer)
        as signal_people_60d,
    {% for column in ['engagements_7d', 'engagements_30d', 'engagements_90d', 'signals_30d', 'requests_90d'] -%}
    {{ integer_sum('sums.' ~ column) }} as {{ column }},
    {% endfor -%}
    min(snapshots.day - sums.last_day) as days_since_engaged
from actor_sums as sums
inner join {{ ref('int_snapshots') }} as snapshots on sums.snapshot_no = snapshots.snapshot_no
group by sums.account_key, sums.snapshot_no
