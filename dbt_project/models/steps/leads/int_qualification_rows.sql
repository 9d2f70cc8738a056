{# Every row of qualification_rules and priority_rules, numbered: by metric and window, by group. Least
   values are whole: sums count in ones, points in hundredths. A priority measured over time looks back
   60 days unless its row says otherwise. #}
with

rules as (

    select
        'qualification' as rule_set, target, trim(rule_group) as rule_group, lower(trim(basis)) as basis,
        metric, coalesce(window_days, 0) as window_days, minimum
    from {{ ref('qualification_rules') }}
    union all
    select
        'priority', priority, coalesce(trim(rule_group), priority), cast(null as string), measure,
        case when measure in ({{ "'" ~ windowed_lead_metrics() | join("', '") ~ "'" }}) then coalesce(window_days, 60) else 0 end,
        minimum
    from {{ ref('priority_rules') }}

),

{# A group by its target, else by what it asks. #}
known_bases as (

    select
        rule_set, target, rule_group,
        coalesce(
            max(basis),
            case
                when target = 'product_qualified' then 'product'
                when target = 'service_qualified' then 'service'
                when max(case when metric = 'bant_known' then 1 else 0 end) = 1 then 'bant'
            end
        ) as basis,
        count(*) as group_rows
    from rules
    group by rule_set, target, rule_group

),

{# A group that says no basis ranks as a request, but nobody need have asked: it goes by its own name. #}
bases as (

    select
        rule_set, target, rule_group, group_rows,
        coalesce(basis, 'request') as basis,
        coalesce(basis, rule_group) as qualified_by
    from known_bases

)

select
    rules.rule_set,
    rules.target,
    rules.rule_group,
    bases.basis,
    bases.qualified_by,
    rules.metric,
    rules.window_days,
    rules.minimum,
    cast(
        ceil(case when rules.metric in ('score', 'fit', 'engagement', 'intent') then rules.minimum * 100 else rules.minimum end)
        as integer
    ) as least_value,
    cast(dense_rank() over (order by rules.metric, rules.window_days) as integer) as metric_no,
    cast(dense_rank() over (order by rules.rule_set, rules.target, rules.rule_group) as integer) as group_no,
    cast(bases.group_rows as integer) as group_rows
from rules
inner join bases
    on rules.rule_set = bases.rule_set and rules.target = bases.target and rules.rule_group = bases.rule_group
