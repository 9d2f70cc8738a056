{# Spells in which a group of qualification_rules holds for a person, the future included. #}
with

groups as (

    select distinct group_no, target, rule_group, basis
    from {{ ref('int_qualification_rows') }}
    where rule_set = 'qualification'

)

select
    spells.person_key,
    groups.target,
    groups.rule_group,
    groups.basis,
    spells.from_day,
    spells.to_day
from {{ ref('int_person_group_spells') }} as spells
inner join groups on spells.group_no = groups.group_no
