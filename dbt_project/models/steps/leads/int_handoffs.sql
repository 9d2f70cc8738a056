{# All hand-offs up to as_of. The id is made of whom and when, so that it outlives a rebuild. #}
with

subjects as (

    select
        'person' as subject, people.person_id as subject_id, handoffs.person_key, people.account_key,
        handoffs.created_day, handoffs.crossing, handoffs.target, handoffs.rule_group, priorities.priority
    from {{ ref('int_person_handoffs') }} as handoffs
    inner join {{ ref('int_scored_people') }} as people on handoffs.person_key = people.person_key
    left join {{ ref('int_priority_spells') }} as priorities
        on handoffs.person_key = priorities.person_key
        and handoffs.created_day >= priorities.from_day
        and handoffs.created_day < priorities.to_day
    union all
    select
        'account', accounts.account_id, null, handoffs.account_key, handoffs.created_day, handoffs.crossing,
        null, null, null
    from {{ ref('int_account_handoffs') }} as handoffs
    inner join {{ ref('int_accounts') }} as accounts on handoffs.account_key = accounts.account_key

)

select
    {{ dbt.hash("subjects.subject || '|' || subjects.subject_id || '|' || cast(subjects.created_day as string)") }}
        as handoff_id,
    subjects.subject,
    subjects.person_key,
    subjects.account_key,
    subjects.created_day,
    subjects.crossing,
    subjects.target,
    subjects.rule_group,
    rules.reason_code,
    rules.audience,
    rules.quiet_days,
    rules.is_request,
    {# The more urgent of what the person is worth and what the crossing is worth. #}
    least(coalesce(subjects.priority, 'C'), coalesce(rules.priority, 'C')) as priority
from subjects
inner join {{ ref('int_handoff_rules') }} as rules
    on subjects.subject = rules.subject and subjects.crossing = rules.crossing
