with

titles as (

    select distinct title from {{ ref('stg_crm__person_versions') }} where title is not null

),

matched as (

    select
        titles.title,
        items.rule_id as buying_role,
        row_number() over (partition by titles.title order by items.rule_order, items.rule_id) as role_rank
    from titles
    inner join {{ ref('int_rule_items') }} as items
        on items.rule_set = 'buying_roles'
        and {{ rule_item_matches('titles.title', 'items') }}

)

select title, buying_role
from matched
where role_rank = 1
