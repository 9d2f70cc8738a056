{# Every rule that compares a field with values, one row per value, ready to be matched. #}
with

rules as (

    select
        'scoring' as rule_set, rule_id, 'main' as part, subject, field, operator, value,
        0 as rule_order
    from {{ ref('scoring_rules') }}
    where subject <> 'inactivity'
    union all
    select 'scoring', rule_id, 'only_if', subject, only_if_field, only_if_operator, only_if_value, 0
    from {{ ref('scoring_rules') }}
    where only_if_field is not null
    union all
    select 'scoring', rule_id, 'unless', subject, field, 'contains_word', unless, 0
    from {{ ref('scoring_rules') }}
    where unless is not null
    union all
    select 'icp', rule_id, 'main', 'account', field, operator, value, 0
    from {{ ref('icp_rules') }}
    union all
    select 'segments', segment, 'main', 'account', field, operator, value, priority
    from {{ ref('segments') }}
    union all
    select 'buying_roles', role, 'main', 'person', 'title', 'contains_word', pattern, priority
    from {{ ref('buying_roles') }}
    union all
    select 'buying_roles', role, 'unless', 'person', 'title', 'contains_word', unless, priority
    from {{ ref('buying_roles') }}
    where unless is not null

),

split as (

    select
        rule_set, rule_id, part, subject, field, operator, rule_order,
        {{ split_items('value') }} as raw_item,
        cast(null as string) as raw_high
    from rules
    where operator in ('equals', 'in', 'contains_word')
    union all
    select
        rule_set, rule_id, part, subject, field, operator, rule_order,
        {{ dbt.split_part('value', "'|'", 1) }},
        {{ dbt.split_part('value', "'|'", 2) }}
    from rules
    where operator not in ('equals', 'in', 'contains_word')

)

select distinct
    rule_set,
    rule_id,
    part,
    subject,
    field,
    operator,
    rule_order,
    lower(trim(raw_item)) as item,
    {{ as_number('raw_item') }} as low,
    {{ as_number('raw_high') }} as high
from split
where operator in ('is_null', 'is_not_null') or trim(raw_item) <> ''
