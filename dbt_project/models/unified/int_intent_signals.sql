{# Third-party intent signals of known accounts that are strong enough and on a topic that matters. #}
with

signals as (

    select *, {{ day_number('observed_on') }} as observed_day
    from {{ ref('stg_intent__intent_signals') }}
    where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

matched as (

    {{ signals_with_accounts('signals') }}

),

topic_rules as (

    select lower(trim(topic)) as topic, is_relevant, count(*) over () as rules from {{ ref('intent_topics') }}

)

select
    signals.signal_id,
    signals.account_key,
    lower(trim(signals.provider)) as provider,
    lower(trim(signals.topic)) as topic,
    signals.score,
    signals.observed_day,
    {# The day from which on we could know; a feed is judged by what it had delivered. #}
    greatest(signals.observed_day, coalesce({{ day_number('signals.delivered_on') }}, signals.observed_day)) as known_day
from matched as signals
left join {{ ref('intent_thresholds') }} as thresholds
    on lower(trim(signals.provider)) = lower(trim(thresholds.provider))
left join topic_rules on lower(trim(signals.topic)) = topic_rules.topic
where signals.account_key is not null
    and signals.score >= coalesce(thresholds.minimum, 60)
    and coalesce(topic_rules.is_relevant, (select count(*) from topic_rules) = 0)
