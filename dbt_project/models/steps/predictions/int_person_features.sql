{# What is known of a person on the day, from facts up to that day alone. #}
with

risk_days as (

    select * from {{ ref('int_person_risk_days') }}

),

scores_of_day as (

    select
        risk_days.person_key, risk_days.snapshot_no, scores.score_cents, scores.engagement_cents, scores.intent_cents
    from risk_days
    inner join {{ ref('int_person_bands') }} as scores
        on risk_days.person_key = scores.person_key
        and risk_days.day >= scores.day
        and risk_days.day < scores.to_day

),

main_rules as (

    select
        rule_no, dimension, subject, points_cents,
        rule_id in (
            select rule_id from {{ ref('int_rule_items') }}
            where rule_set = 'scoring' and field in ({{ sales_fields() }})
        ) as is_of_sales
    from {{ ref('int_scoring_rules') }}
    where score_no = 1

),

{# Points of the profile by all rules of the main score but those on what sales writes. #}
profile_rules as (

    select rule_no, points_cents from main_rules
    where dimension = 'fit' and subject in ('person', 'account') and not is_of_sales

),

{# Sums of points that such a rule is a part of are unknown: no cap lets it be taken out again. #}
spoilt as (

    select
        coalesce(max(case when dimension in ('engagement', 'intent') then 1 end), 0) as engagement,
        coalesce(max(case when dimension = 'intent' then 1 end), 0) as intent
    from main_rules
    where is_of_sales

),

profiles as (

    select risk_days.person_key, risk_days.snapshot_no, sum(profile_rules.points_cents) as profile_cents
    from risk_days
    inner join {{ ref('int_attribute_rule_spells') }} as spells
        on risk_days.person_key = spells.person_key
        and risk_days.day >= spells.from_day
        and risk_days.day < spells.to_day
    inner join profile_rules on spells.rule_no = profile_rules.rule_no
    group by risk_days.person_key, risk_days.snapshot_no

),

engagement as (

    select
        risk_days.person_key, risk_days.snapshot_no,
        sum(case when days.day > risk_days.day - 7 then days.engagements else 0 end) as engagements_7d,
        sum(case when days.day > risk_days.day - 90 then days.engagements else 0 end) as engagements_90d,
        sum(case when days.day > risk_days.day - 30 then days.signals else 0 end) as signals_30d,
        min(risk_days.day - days.day) as days_since_engaged
    from risk_days
    inner join {{ ref('int_engagement_days') }} as days
        on risk_days.person_key = days.actor_key
        and days.day <= risk_days.day
        and days.day > risk_days.day - {{ longest_silence_days() }}
    group by risk_days.person_key, risk_days.snapshot_no

),

roles as (

    select
        role,
        max(case when is_decision_maker then 2 when is_core then 1 else 0 end) as decision_level
    from {{ ref('buying_roles') }}
    group by role

),

levels as (

    select risk_days.person_key, risk_days.snapshot_no, max(roles.decision_level) as decision_level
    from risk_days
    inner join {{ ref('int_person_versions') }} as versions
        on risk_days.person_key = versions.person_key
        and risk_days.day >= versions.valid_from_day
        and risk_days.day < versions.valid_to_day
    inner join roles on versions.buying_role = roles.role
    group by risk_days.person_key, risk_days.snapshot_no

)

select
    risk_days.person_key,
    risk_days.account_key,
    risk_days.snapshot_no,
    risk_days.day,
    risk_days.is_outcome,
    risk_days.weight,
    {{ points('scores_of_day.score_cents') }} as score_points,
    {{ points('greatest(coalesce(profiles.profile_cents, 0), 0)') }} as profile_points,
    {{ points('case when spoilt.engagement = 0 then scores_of_day.engagement_cents end') }} as engagement_points,
    {{ points('case when spoilt.intent = 0 then scores_of_day.intent_cents end') }} as intent_points,
    {% for column in ['engagements_7d', 'engagements_90d', 'signals_30d'] -%}
    cast(coalesce(engagement.{{ column }}, 0) as bigint) as {{ column }},
    {% endfor -%}
    cast(coalesce(engagement.days_since_engaged, {{ longest_silence_days() }}) as integer) as days_since_engaged,
    cast(risk_days.day - risk_days.created_day as integer) as record_age_days,
    cast(coalesce(levels.decision_level, 0) as integer) as decision_level,
    case when risk_days.account_key is not null then coalesce(accounts.engaged_people_90d, 0) end as account_engaged_90d,
    case when risk_days.account_key is not null then coalesce(accounts.requests_90d, 0) end as account_requests_90d,
    {{ points('icp_scores.icp_cents') }} as icp_points
from risk_days
cross join spoilt
inner join scores_of_day
    on risk_days.person_key = scores_of_day.person_key and risk_days.snapshot_no = scores_of_day.snapshot_no
left join profiles
    on risk_days.person_key = profiles.person_key and risk_days.snapshot_no = profiles.snapshot_no
left join engagement
    on risk_days.person_key = engagement.person_key and risk_days.snapshot_no = engagement.snapshot_no
left join levels on risk_days.person_key = levels.person_key and risk_days.snapshot_no = levels.snapshot_no
left join {{ ref('int_account_engagement') }} as accounts
    on risk_days.account_key = accounts.account_key and risk_days.snapshot_no = accounts.snapshot_no
left join {{ ref('int_icp_scores') }} as icp_scores
    on risk_days.account_key = icp_scores.account_key
    and risk_days.day >= icp_scores.valid_from_day
    and risk_days.day < icp_scores.valid_to_day
