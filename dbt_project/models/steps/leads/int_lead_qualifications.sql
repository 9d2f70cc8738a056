{# Where each person stands as of as_of beside the score: lead stage, what qualifies, since when, what
   sales said. The priority is told of those who are qualified. #}
with

stages as (

    select person_key, stage, entered_day
    from {{ ref('int_lead_stage_spells') }}
    where entered_day <= {{ as_of_day() }} and exited_day > {{ as_of_day() }}

),

bases as (

    select
        person_key,
        {{ joined_text('qualified_by', ', ', 'qualified_by') }} as qualified_by
    from (
        select distinct spells.person_key, coalesce(groups.qualified_by, spells.basis) as qualified_by
        from {{ ref('int_lead_qualifying_spells') }} as spells
        left join (
            select distinct target, rule_group, qualified_by
            from {{ ref('int_qualification_rows') }}
            where rule_set = 'qualification'
        ) as groups
            on spells.target = groups.target and spells.rule_group = groups.rule_group
        where spells.from_day <= {{ as_of_day() }} and spells.to_day > {{ as_of_day() }}
    ) as distinct_bases
    group by person_key

),

stretches as (

    select
        person_key
        {%- for kind in ['sales_ready', 'product_qualified', 'service_qualified'] %},
        max(case when kind = '{{ kind }}' then from_day end) as {{ kind }}_day
        {%- endfor %}
    from {{ ref('int_lead_stretches') }}
    where from_day <= {{ as_of_day() }} and to_day > {{ as_of_day() }}
    group by person_key

)

select
    stages.person_key,
    stages.stage as lead_stage,
    stages.entered_day as lead_stage_day,
    bases.qualified_by,
    case
        when stages.stage in ('mql', 'sql') or stretches.sales_ready_day is not null then priorities.priority
    end as priority,
    stretches.sales_ready_day,
    stretches.product_qualified_day,
    stretches.service_qualified_day,
    case
        when acceptances.stands and (acceptances.is_status or stages.stage in ('opportunity', 'customer'))
            then acceptances.accepted_day
    end as sales_accepted_day,
    feedback.rating as feedback_rating,
    feedback.reason as feedback_reason,
    feedback.given_by as feedback_by,
    feedback.given_day as feedback_day
from stages
left join bases on stages.person_key = bases.person_key
left join stretches on stages.person_key = stretches.person_key
left join {{ ref('int_priority_spells') }} as priorities
    on stages.person_key = priorities.person_key
    and priorities.from_day <= {{ as_of_day() }}
    and priorities.to_day > {{ as_of_day() }}
left join {{ ref('int_lead_acceptances') }} as acceptances
    on stages.person_key = acceptances.person_key and acceptances.recency = 1
left join {{ ref('int_lead_feedback') }} as feedback on stages.person_key = feedback.person_key
