{# The buying role of each job title: of the roles that a word of it names, and that no word of it
   rules out, the first by priority. #}
with

titles as (

    select distinct title from {{ ref('stg_crm__person_versions') }} where title is not null

),

found as (

    select titles.title, items.rule_id as buying_role, items.part, items.rule_order
    from titles
    inner join {{ ref('int_rule_items') }} as items
        on items.rule_set = 'buying_roles'
        and {{ rule_item_matches('titles.title', 'items') }}

),

ruled_out as (

    select distinct title, buying_role from found where part = 'unless'

),

matched as (

    select
        found.title,
        found.buying_role,
        row_number() over (
            partition by found.title order by found.rule_order, found.buying_role
        ) as role_rank
    from found
    left join ruled_out on found.title = ruled_out.title and found.buying_role = ruled_out.buying_role
    where found.part = 'main' and ruled_out.title is null

)

select title, buying_role
from matched
where role_rank = 1
