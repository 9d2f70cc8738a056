{# Every metric that a stage rule asks for, as a step function: the change of its value by day.
   An event on day e with a window of W days counts on e and leaves on e + W, so what expires
   after as_of is part of the function already. #}
{% set people_metrics = {'exposed_people': 'impressions', 'engaged_people': 'engagements',
                         'signal_people': 'signals', 'event_people': 'event_engagements'} -%}
{% set sum_metrics = ['impressions', 'engagements', 'signals', 'explicit_intents', 'sales_activities'] -%}
{% set day_metrics = {'impression_days': 'impressions', 'engaged_days': 'engagements'} -%}
with

windows as (

    select distinct metric, window_days, metric_no from {{ ref('int_metric_windows') }}

),

replays as (

    select * from {{ ref('int_replays') }}

),

actor_days as (

    select
        replays.replay_id, actor_days.account_key, actor_days.actor_key, actor_days.day,
        {% for column in sum_metrics + ['event_engagements'] -%}
        sum(actor_days.{{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_actor_days') }} as actor_days
    inner join replays
        on actor_days.account_key = replays.account_key
        and (replays.left_out_channel is null or actor_days.channel <> replays.left_out_channel)
    group by replays.replay_id, actor_days.account_key, actor_days.actor_key, actor_days.day

),

account_days as (

    select
        replay_id, account_key, day,
        {% for column in sum_metrics -%}
        sum({{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from actor_days
    group by replay_id, account_key, day

),

item_days as (

    {% for metric, column in people_metrics.items() -%}
    select replay_id, account_key, '{{ metric }}' as metric, cast(actor_key as varchar) as item, day
    from actor_days
    where actor_key is not null and {{ column }} > 0
        and exists (select 1 from windows where metric = '{{ metric }}')
    union all
    {% endfor -%}
    select distinct replays.replay_id, item_days.account_key, item_days.metric, item_days.item, item_days.day
    from {{ ref('int_item_days') }} as item_days
    inner join replays
        on item_days.account_key = replays.account_key
        and (
            replays.left_out_channel is null
            or item_days.channel is null
            or item_days.channel <> replays.left_out_channel
        )
    where item_days.metric in (select metric from windows)

),

neighbours as (

    select
        replay_id, account_key, metric, day,
        lag(day) over (partition by replay_id, account_key, metric, item order by day) as previous_day,
        lead(day) over (partition by replay_id, account_key, metric, item order by day) as next_day
    from item_days

),

changes as (

    {# Different people, roles, topics: one item counts once however often it returns in the window. #}
    select
        neighbours.replay_id, neighbours.account_key, windows.metric_no, neighbours.day, 1 as change
    from neighbours
    inner join windows on neighbours.metric = windows.metric
    where neighbours.previous_day is null or neighbours.day - neighbours.previous_day >= windows.window_days
    union all
    select
        neighbours.replay_id, neighbours.account_key, windows.metric_no,
        neighbours.day + windows.window_days, -1
    from neighbours
    inner join windows on neighbours.metric = windows.metric
    where neighbours.next_day is null or neighbours.next_day - neighbours.day >= windows.window_days

    {% for metric in sum_metrics -%}
    {% for sign in ['', '-'] -%}
    union all
    select
        account_days.replay_id, account_days.account_key, windows.metric_no,
        account_days.day{{ ' + windows.window_days' if sign }}, {{ sign }}account_days.{{ metric }}
    from account_days
    inner join windows on windows.metric = '{{ metric }}'
    where account_days.{{ metric }} > 0
    {% endfor -%}
    {% endfor -%}

    {% for metric, column in day_metrics.items() -%}
    {% for sign in ['', '-'] -%}
    union all
    select
        account_days.replay_id, account_days.account_key, windows.metric_no,
        account_days.day{{ ' + windows.window_days' if sign }}, {{ sign }}1
    from account_days
    inner join windows on windows.metric = '{{ metric }}'
    where account_days.{{ column }} > 0
    {% endfor -%}
    {% endfor -%}

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select replays.replay_id, spells.account_key, windows.metric_no, spells.{{ edge }}, {{ sign }}1
    from {{ ref('int_crm_spells') }} as spells
    inner join windows on spells.metric = windows.metric
    inner join replays on spells.account_key = replays.account_key
    union all
    select replays.replay_id, parents.account_key, windows.metric_no, spells.{{ edge }}, {{ sign }}1
    from {{ ref('int_customer_spells') }} as spells
    inner join {{ ref('int_accounts') }} as children on spells.account_key = children.account_key
    inner join {{ ref('int_accounts') }} as parents on children.parent_account_id = parents.account_id
    inner join windows on windows.metric = 'customer_subsidiaries'
    inner join replays on parents.account_key = replays.account_key
    union all
    select
        replays.replay_id, icp_scores.account_key, windows.metric_no,
        icp_scores.{{ 'valid_' ~ edge }}, {{ sign }}(icp_scores.icp_cents + 1)
    from {{ ref('int_icp_scores') }} as icp_scores
    inner join windows on windows.metric = 'icp_score'
    inner join replays on icp_scores.account_key = replays.account_key
    where icp_scores.icp_cents is not null
    {% endfor -%}

    {# A least value of zero or less holds from the first day, without any event. #}
    union all
    select replays.replay_id, replays.account_key, windows.metric_no, replays.start_day, 0
    from replays
    cross join windows
    where windows.metric_no in (select metric_no from {{ ref('int_metric_windows') }} where least_value <= 0)

)

{# What happened before the history's first day is looked back upon from there. #}
select
    changes.replay_id,
    changes.account_key,
    changes.metric_no,
    greatest(changes.day, replays.start_day) as day,
    cast(sum(changes.change) as bigint) as change
from changes
inner join replays
    on changes.replay_id = replays.replay_id and changes.account_key = replays.account_key
group by
    changes.replay_id, changes.account_key, changes.metric_no, greatest(changes.day, replays.start_day)
