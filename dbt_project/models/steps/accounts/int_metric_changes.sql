{# Every metric that a rule asks for, as a step function: the change of its value by day. An
   event on day e with a window of W days counts on e and leaves on e + W, so what expires after as_of
   is part of the function already. #}
{% set sum_metrics = summed_metrics() -%}
{% set days_of_metrics = day_metrics() -%}
with

metrics as (

    select * from {{ ref('int_account_metrics') }}

),

account_days as (

    select
        account_key, day
        {%- for column in sum_metrics %},
        cast(sum({{ column }}) as bigint) as {{ column }}
        {%- endfor %}
    from {{ ref('int_actor_days') }}
    group by account_key, day

),

touch_changes as (

    {% for metric in sum_metrics -%}
    select account_key, '{{ metric }}' as metric, day, {{ metric }} as change
    from account_days
    where {{ metric }} > 0
    union all
    {% endfor -%}
    {% for metric, column in days_of_metrics.items() -%}
    select account_key, '{{ metric }}', day, 1
    from account_days
    where {{ column }} > 0
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

changes as (

    select account_key, metric_no, day, change from {{ ref('int_item_changes') }} where replay_id = 0

    {% for day, sign in [('touch_changes.day', ''), ('touch_changes.day + metrics.window_days', '-')] -%}
    union all
    select touch_changes.account_key, metrics.metric_no, {{ day }}, {{ sign }}touch_changes.change
    from touch_changes
    inner join metrics
        on touch_changes.account_key = metrics.account_key and touch_changes.metric = metrics.metric
    {% endfor -%}

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    union all
    select metrics.account_key, metrics.metric_no, spells.{{ edge }}, {{ sign }}1
    from {{ ref('int_crm_spells') }} as spells
    inner join metrics on spells.account_key = metrics.account_key and spells.metric = metrics.metric
    union all
    select metrics.account_key, metrics.metric_no, spells.{{ edge }}, {{ sign }}1
    from {{ ref('int_customer_spells') }} as spells
    inner join {{ ref('int_accounts') }} as children
        on spells.account_key = children.account_key and children.exclusion_reason is null
    inner join {{ ref('int_accounts') }} as parents on children.parent_account_id = parents.account_id
    inner join metrics
        on parents.account_key = metrics.account_key and metrics.metric = 'customer_subsidiaries'
    union all
    select metrics.account_key, metrics.metric_no, icp_scores.valid_{{ edge }}, {{ sign }}(icp_scores.icp_cents + 1)
    from {{ ref('int_icp_scores') }} as icp_scores
    inner join metrics on icp_scores.account_key = metrics.account_key and metrics.metric = 'icp_score'
    where icp_scores.icp_cents is not null
    {% endfor -%}

    {# A least value of zero or less holds from the first day, without any event. #}
    union all
    select account_key, metric_no, start_day, 0
    from metrics
    where metric_no in (select metric_no from {{ ref('int_metric_windows') }} where least_value <= 0)

)

{# What happened before the history's first day is looked back upon from there. #}
select
    0 as replay_id,
    changes.account_key,
    changes.metric_no,
    greatest(changes.day, starts.start_day) as day,
    cast(sum(changes.change) as integer) as change
from changes
inner join {{ ref('int_account_starts') }} as starts on changes.account_key = starts.account_key
group by changes.account_key, changes.metric_no, greatest(changes.day, starts.start_day)
