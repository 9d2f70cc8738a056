-- A rule that is counted is said in words under the same name.
select usages.rule_file, usages.rule_id
from {{ ref('int_rule_usage') }} as usages
left join {{ ref('rule_catalog') }} as catalog
    on usages.rule_file = catalog.rule_file and usages.rule_id = catalog.rule_id
where catalog.rule_id is null
