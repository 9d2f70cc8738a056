{# Values of account fields with which rules of fit and of segments match: each different value is compared
   with each rule once, not once per account. #}
with

distinct_values as (

    select distinct field, value from {{ ref('int_account_values') }}

)

select distinct distinct_values.field, distinct_values.value, items.rule_set, items.rule_id, items.rule_order
from distinct_values
inner join {{ ref('int_rule_items') }} as items
    on items.rule_set in ('icp', 'segments')
    and distinct_values.field = items.field
    and {{ rule_item_matches('distinct_values.value', 'items') }}
