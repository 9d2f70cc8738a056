{# What is known of an account on the day, from facts up to that day alone. Its stage is not used: open
   opportunities and wins make stages, and sales writes those. #}
with

scores as (

    select
        account_key, day, score_cents,
        coalesce(lead(day) over (partition by account_key order by day), {{ last_day() }}) as next_day
    from {{ ref('int_account_score_steps') }}
    where replay_id = 0

)

select
    risk_days.account_key,
    risk_days.snapshot_no,
    risk_days.day,
    risk_days.is_outcome,
    cast(1 as decimal(18, 6)) as weight,
    {{ points('coalesce(scores.score_cents, 0)') }} as score_points,
    {% for column in ['engaged_people_90d', 'engaged_people_30d', 'engagements_7d', 'engagements_30d', 'engagements_90d',
                      'signals_30d', 'signal_people_60d', 'requests_90d'] -%}
    coalesce(engagement.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    cast(coalesce(engagement.days_since_engaged, {{ longest_silence_days() }}) as integer) as days_since_engaged,
    cast(risk_days.day - risk_days.start_day as integer) as history_days,
    {{ points('icp_scores.icp_cents') }} as icp_points,
    case when versions.employee_count >= 0 then versions.employee_count end as employees
from {{ ref('int_account_risk_days') }} as risk_days
left join {{ ref('int_account_engagement') }} as engagement
    on risk_days.account_key = engagement.account_key and risk_days.snapshot_no = engagement.snapshot_no
left join {{ ref('int_icp_scores') }} as icp_scores
    on risk_days.account_key = icp_scores.account_key
    and risk_days.day >= icp_scores.valid_from_day
    and risk_days.day < icp_scores.valid_to_day
left join {{ ref('int_account_versions') }} as versions
    on risk_days.account_key = versions.account_key
    and risk_days.day >= versions.valid_from_day
    and risk_days.day < versions.valid_to_day
left join scores
    on risk_days.account_key = scores.account_key
    and risk_days.day >= scores.day
    and risk_days.day < scores.next_day
