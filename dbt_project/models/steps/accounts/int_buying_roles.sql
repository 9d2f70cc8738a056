{# What each role demands of accounts of each segment: the most of its rows for all segments and those
   for this one. A role whose rows are all for other segments is not required. #}
with

segments as (

    select distinct segment from {{ ref('int_account_segments') }}

),

roles as (

    select role, max(case when is_decision_maker then 1 else 0 end) as decides
    from {{ ref('buying_roles') }}
    group by role

)

select
    segments.segment,
    roles.role,
    roles.decides = 1 as is_decision_maker,
    coalesce(max(rules.required), 0) as required,
    coalesce(max(case when rules.is_core then 1 else 0 end), 0) = 1 as is_core,
    min(stages.ordinal) as required_from_ordinal
from segments
cross join roles
left join {{ ref('buying_roles') }} as rules
    on roles.role = rules.role and (rules.segment is null or trim(rules.segment) = segments.segment)
left join {{ ref('stages') }} as stages on rules.required_from_stage = stages.stage
group by segments.segment, roles.role, roles.decides
