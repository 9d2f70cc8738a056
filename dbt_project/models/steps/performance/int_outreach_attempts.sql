{# Attempts to reach somebody and whether they succeeded. An answer belongs to the last attempt before it, by
   the same person on the same channel and campaign. Attempts whose answer may still come are left out, and so
   are those at nobody known, whose answer could not be told. #}
with

outcomes as (

    select
        lower(trim(kind)) as kind,
        nullif(lower(trim(outcome_kind)), '') as outcome_kind,
        coalesce(within_days, 0) as within_days
    from {{ ref('outreach_outcomes') }}

),

attempt_kinds as (

    select
        kind,
        max(case when outcome_kind = kind then 1 else 0 end) = 1 as succeeds_at_once,
        max(case when outcome_kind <> kind then 1 else 0 end) = 1 as awaits_answer,
        max(within_days) as longest_wait
    from outcomes
    group by kind

),

touches as (

    select actor_key, account_key, channel, campaign_id, kind, touch_day, occurred_at, quantity
    from {{ ref('int_touches') }}
    where is_counted and quantity > 0
        and kind in (select kind from outcomes union select outcome_kind from outcomes where outcome_kind is not null)

),

events as (

    select
        touches.actor_key, touches.account_key, touches.channel, touches.campaign_id, attempt_kinds.kind,
        touches.touch_day, touches.occurred_at, touches.quantity,
        attempt_kinds.succeeds_at_once,
        attempt_kinds.longest_wait,
        cast(null as timestamp) as asked_from,
        0 as is_answer
    from touches
    inner join attempt_kinds on touches.kind = attempt_kinds.kind
    where touches.actor_key is not null or not attempt_kinds.awaits_answer
    union all
    select
        touches.actor_key, touches.account_key, touches.channel, touches.campaign_id, outcomes.kind,
        touches.touch_day, touches.occurred_at, 0, false, null,
        {{ dbt.dateadd('day', '-outcomes.within_days', 'touches.occurred_at') }},
        1
    from touches
    inner join outcomes on touches.kind = outcomes.outcome_kind and outcomes.kind <> outcomes.outcome_kind
    where touches.actor_key is not null

),

{# An attempt of the very moment goes before its answer. #}
answered as (

    select
        *,
        max(case when is_answer = 0 then occurred_at end) over (
            partition by actor_key, account_key, channel, campaign_id, kind
            order by occurred_at, is_answer
            rows between unbounded preceding and current row
        ) as attempted_at
    from events

)

select
    actor_key,
    account_key,
    channel,
    campaign_id,
    kind,
    attempted_at,
    sum(quantity) as attempts,
    case
        when max(case when succeeds_at_once then 1 else 0 end) = 1 then sum(quantity)
        else max(case when is_answer = 1 and attempted_at >= asked_from then 1 else 0 end)
    end as successes
from answered
where attempted_at is not null
group by actor_key, account_key, channel, campaign_id, kind, attempted_at
having min(case when is_answer = 0 then touch_day end) <= {{ as_of_day() }} - max(longest_wait)
