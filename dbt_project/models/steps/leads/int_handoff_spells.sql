{# Spells in which a person is ready for sales and somebody could know and tell of it: by a reason whose rule
   is active, and where the person may be contacted. What the CRM knows of a person holds backwards from the first
   version, but nobody could act on it before the CRM said so: groups that ask for it begin on that day. #}
with

crm_groups as (

    select distinct target, rule_group
    from {{ ref('int_qualification_rows') }}
    where rule_set = 'qualification'
        and metric not in ('{{ (windowed_lead_metrics() + ['score', 'fit', 'engagement', 'intent']) | join("', '") }}')

),

first_versions as (

    select person_key, min(version_day) as said_day
    from {{ ref('int_person_versions') }}
    where is_backfilled
    group by person_key

),

known as (

    select
        ready.person_key, ready.basis, ready.rule_group, ready.target, ready.to_day,
        case
            when crm_groups.rule_group is not null then greatest(ready.from_day, first_versions.said_day)
            else ready.from_day
        end as from_day
    from {{ ref('int_sales_ready_spells') }} as ready
    inner join first_versions on ready.person_key = first_versions.person_key
    left join crm_groups on ready.target = crm_groups.target and ready.rule_group = crm_groups.rule_group

)

select
    known.person_key, known.rule_group, known.target, known.from_day, known.to_day,
    rules.crossing, rules.quiet_days, rules.is_request, rules.reason_rank
from known
inner join {{ ref('int_handoff_rules') }} as rules on rules.subject = 'person' and known.basis = rules.crossing
where known.from_day <= {{ as_of_day() }}
    and known.from_day < known.to_day
    and exists (
        select 1 from {{ ref('int_contact_channels') }} as channels
        where channels.person_key = known.person_key
    )
