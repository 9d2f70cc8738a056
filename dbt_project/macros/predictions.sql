{# A value of seed model_settings. #}
{% macro model_setting(name) -%}
    (select cast(max(value) as integer) from {{ ref('model_settings') }} where name = '{{ name }}')
{%- endmacro %}


{# What the models learn from, by subject, and how it reads in a line. Nothing that sales writes is here:
   exports fill it in afterwards. #}
{% macro prediction_features(subject) -%}
    {{ return({
        'person': {
            'profile_points': 'points for profile and company',
            'engagement_points': 'points for engagement',
            'intent_points': 'points for intent',
            'engagements_7d': 'engagements in 7 days',
            'engagements_90d': 'engagements in 90 days',
            'signals_30d': 'buying signals in 30 days',
            'days_since_engaged': 'days since the last engagement',
            'record_age_days': 'days since the record was created',
            'decision_level': 'level of decision (0 none, 1 core role, 2 decides)',
            'account_engaged_90d': 'engaged people at the account in 90 days',
            'account_requests_90d': 'requests of the account in 90 days',
            'icp_points': 'ICP score of the account',
        },
        'account': {
            'engaged_people_90d': 'engaged people in 90 days',
            'engaged_people_30d': 'engaged people in 30 days',
            'engagements_7d': 'engagements in 7 days',
            'engagements_30d': 'engagements in 30 days',
            'engagements_90d': 'engagements in 90 days',
            'signals_30d': 'buying signals in 30 days',
            'signal_people_60d': 'people with a buying signal in 60 days',
            'requests_90d': 'requests in 90 days',
            'days_since_engaged': 'days since the last engagement',
            'history_days': 'days since the history began',
            'icp_points': 'ICP score',
            'employees': 'employees',
        },
    }[subject]) }}
{%- endmacro %}


{# Nobody's engagement is longer ago than this: a year says as much as for ever. #}
{% macro longest_silence_days() -%} 365 {%- endmacro %}


{# Attributes that people in sales write, often after the fact. #}
{% macro sales_fields() -%}
    'lead_status', 'rejected_reason', 'owner_id', 'budget_amount', 'budget_currency', 'budget_confirmed', 'authority',
    'need_strength', 'pain_point', 'timeline_days', 'is_target'
{%- endmacro %}


{# A number in [0, 1,000,000) that is a row's own, whatever stands beside it. #}
{% macro lot(key, snapshot) -%}
    mod(
        cast({{ key }} as bigint) * 7919 + cast({{ snapshot }} as bigint) * 104729
        + mod(cast({{ key }} as bigint) * cast({{ key }} as bigint), 1000003) * 31337
        , 1000000
    )
{%- endmacro %}
