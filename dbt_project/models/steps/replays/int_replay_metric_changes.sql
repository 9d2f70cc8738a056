{# The difference that leaving out one channel, or all campaign channels, makes to a metric, by day of change.
   A day counts for nobody else if those that are left out alone had a part in it. #}
{% set sum_metrics = summed_metrics() -%}
{% set days_of_metrics = day_metrics() -%}
with

metrics as (

    select * from {{ ref('int_account_metrics') }} where in_replays

),

channel_days as (

    select
        account_key, channel, day
        {%- for column in sum_metrics %},
        {{ integer_sum(column) }} as {{ column }}
        {%- endfor %}
    from {{ ref('int_actor_days') }}
    group by account_key, channel, day

),

account_days as (

    select
        channel_days.account_key, channel_days.day
        {%- for column in sum_metrics %},
        {{ integer_sum('case when campaigns.channel is not null then channel_days.' ~ column ~ ' else 0 end') }} as {{ column }}_of_campaigns
        {%- endfor %}
        {%- for column in days_of_metrics.values() %},
        count(case when channel_days.{{ column }} > 0 then channel_days.channel end) as {{ column }}_channels,
        count(case when channel_days.{{ column }} > 0 then campaigns.channel end) as {{ column }}_campaign_channels
        {%- endfor %}
    from channel_days
    left join {{ ref('int_campaign_channels') }} as campaigns on channel_days.channel = campaigns.channel
    group by channel_days.account_key, channel_days.day

),

touch_changes as (

    {% for metric in sum_metrics -%}
    select channel_days.account_key, channel_bits.replay_id, '{{ metric }}' as metric, channel_days.day,
        -channel_days.{{ metric }} as change
    from channel_days
    inner join {{ ref('int_channel_bits') }} as channel_bits on channel_days.channel = channel_bits.channel
    where channel_days.{{ metric }} > 0
    union all
    select account_key, {{ campaign_free() }}, '{{ metric }}', day, -{{ metric }}_of_campaigns
    from account_days
    where {{ metric }}_of_campaigns > 0
    union all
    {% endfor -%}
    {% for metric, column in days_of_metrics.items() -%}
    select channel_days.account_key, channel_bits.replay_id, '{{ metric }}', channel_days.day, -1
    from channel_days
    inner join account_days
        on channel_days.account_key = account_days.account_key and channel_days.day = account_days.day
    inner join {{ ref('int_channel_bits') }} as channel_bits on channel_days.channel = channel_bits.channel
    where channel_days.{{ column }} > 0 and account_days.{{ column }}_channels = 1
    union all
    select account_key, {{ campaign_free() }}, '{{ metric }}', day, -1
    from account_days
    where {{ column }}_campaign_channels > 0 and {{ column }}_campaign_channels = {{ column }}_channels
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

changes as (

    select account_key, replay_id, metric_no, day, change from {{ ref('int_item_changes') }} where replay_id > 0

    {% for day, sign in [('touch_changes.day', ''), ('touch_changes.day + metrics.window_days', '-')] -%}
    union all
    select touch_changes.account_key, touch_changes.replay_id, metrics.metric_no, {{ day }}, {{ sign }}touch_changes.change
    from touch_changes
    inner join metrics
        on touch_changes.account_key = metrics.account_key and touch_changes.metric = metrics.metric
    {% endfor %}

)

{# Several changes of a day stay several rows: hardly any are, and to add them up would cost more than all else. #}
select
    changes.replay_id,
    changes.account_key,
    changes.metric_no,
    greatest(changes.day, starts.start_day) as day,
    cast(changes.change as integer) as change
from changes
inner join {{ ref('int_account_starts') }} as starts on changes.account_key = starts.account_key
