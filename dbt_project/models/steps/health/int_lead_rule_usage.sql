{# Whom each group of lead rules matches; rows of priority_rules without a group are one, named as their
   priority. #}
with

groups as (

    select distinct
        group_no, rule_set || '_rules' as rule_file,
        case when rule_group = target then target else target || ' ' || rule_group end as rule_id
    from {{ ref('int_qualification_rows') }}

),

spells as (

    select
        group_no, person_key,
        case when from_day <= {{ as_of_day() }} and to_day > {{ as_of_day() }} then person_key end as person_now
    from {{ ref('int_person_group_spells') }}
    where from_day <= {{ as_of_day() }}

)

select
    groups.rule_file,
    groups.rule_id,
    count(distinct spells.person_now) as matched_now,
    count(distinct spells.person_key) as matched_ever
from groups
left join spells on groups.group_no = spells.group_no
group by groups.rule_file, groups.rule_id
