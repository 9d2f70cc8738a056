{# Third-party intent signals of known accounts that are strong enough and on a topic that matters. #}
with

signals as (

    select *, {{ day_number('observed_on') }} as observed_day
    from {{ ref('stg_intent__intent_signals') }}
    where {{ day_number('observed_on') }} <= {{ as_of_day() }}

),

topic_rules as (

    select lower(trim(topic)) as topic, is_relevant, count(*) over () as rules from {{ ref('intent_topics') }}

)

select
    signals.signal_id,
    coalesce(named_accounts.account_key, by_domain.account_key) as account_key,
    lower(trim(signals.provider)) as provider,
    lower(trim(signals.topic)) as topic,
    signals.score,
    signals.observed_day,
    {# The day from which on we could know; a feed is judged by what it had delivered. #}
    greatest(signals.observed_day, coalesce({{ day_number('signals.delivered_on') }}, signals.observed_day)) as known_day
from signals
left join {{ ref('int_account_records') }} as named_accounts on signals.account_id = named_accounts.account_id
left join {{ ref('stg_reference__mail_domains') }} as mail_domains
    on lower(trim(signals.domain)) = mail_domains.raw_domain
left join {{ ref('int_account_domains') }} as by_domain
    on by_domain.method = 'domain'
    and by_domain.candidate_rank = 1
    and case when mail_domains.domain_type = 'business' then mail_domains.registrable_domain end = by_domain.matched_text
left join {{ ref('intent_thresholds') }} as thresholds
    on lower(trim(signals.provider)) = lower(trim(thresholds.provider))
left join topic_rules on lower(trim(signals.topic)) = topic_rules.topic
where coalesce(named_accounts.account_key, by_domain.account_key) is not null
    and signals.score >= coalesce(thresholds.minimum, 60)
    and coalesce(topic_rules.is_relevant, (select count(*) from topic_rules) = 0)
