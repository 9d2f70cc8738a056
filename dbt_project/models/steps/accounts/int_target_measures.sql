{# What target rules may ask of an account, as of as_of; null is unknown. Trailing windows have 90 days. #}
with

accounts as (

    select * from {{ ref('int_accounts') }} where exclusion_reason is null

),

{# As in stage rules: after a churn only later wins count. #}
wins as (

    select account_key, count(*) as won
    from {{ ref('int_customer_facts') }}
    where is_win = 1 and to_day > {{ as_of_day() }}
    group by account_key

),

topics as (

    select account_key, count(*) as topics
    from (
        select distinct account_key, provider, topic
        from {{ ref('int_intent_signals') }}
        where observed_day > {{ as_of_day() }} - 90
    ) as recent_topics
    group by account_key

),

engaged as (

    select account_key, count(distinct actor_key) as people
    from {{ ref('int_actor_days') }}
    where engagements > 0 and actor_key is not null
        and day > {{ as_of_day() }} - 90 and day <= {{ as_of_day() }}
    group by account_key

),

{# A way of contact counts unless consent to be addressed that way was withdrawn. #}
decision_makers as (

    select deciders.account_key, count(*) as people
    from {{ ref('int_decision_makers') }} as deciders
    inner join {{ ref('int_people') }} as people on deciders.person_key = people.person_key
    inner join {{ ref('int_person_consents') }} as consents on deciders.person_key = consents.person_key
    where (people.email is not null and consents.consent_email <> 'withdrawn')
        or (coalesce(people.phone, people.mobile) is not null and consents.consent_phone <> 'withdrawn')
        or (people.wechat_id is not null and consents.consent_wechat <> 'withdrawn')
    group by deciders.account_key

)

select accounts.account_key, 'icp_score' as measure, cast({{ points('icp_scores.icp_cents') }} as decimal(18, 2)) as value
from accounts
left join {{ ref('int_icp_scores') }} as icp_scores
    on accounts.account_key = icp_scores.account_key
    and icp_scores.valid_from_day <= {{ as_of_day() }}
    and icp_scores.valid_to_day > {{ as_of_day() }}
union all
select account_key, 'annual_revenue', cast(annual_revenue as decimal(18, 2)) from accounts
union all
{# A slip of the source may have more digits than any company has employees. #}
select account_key, 'employee_count', cast(least(employee_count, 1000000000000) as decimal(18, 2)) from accounts
{% for measure, counts, column in [
    ('won_opportunities', 'wins', 'won'), ('intent_topics', 'topics', 'topics'),
    ('engaged_people', 'engaged', 'people'), ('decision_makers_reachable', 'decision_makers', 'people')
] -%}
union all
select accounts.account_key, '{{ measure }}', cast(coalesce({{ counts }}.{{ column }}, 0) as decimal(18, 2))
from accounts
left join {{ counts }} on accounts.account_key = {{ counts }}.account_key
{% endfor %}
