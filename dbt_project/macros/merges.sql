{# CTEs that follow links (CTE `links`: from_id, to_id, at most one a from_id) to where they end, be
   a chain as long as it will. Gives CTE `merged`: one row per record that has a link or is named by
   one, `group_id` equal for all that end in one place, `merge_rank` 0 for the end of a chain, 1 for a
   part of a cycle, 2 for what only leads there. Must stand in a `with recursive`; the union drops
   what was reached before, which is what ends a cycle. Only linked records take part. #}
{% macro follow_links() -%}
reached as (

    select from_id, to_id from links
    union
    select reached.from_id, links.to_id
    from reached
    inner join links on reached.to_id = links.from_id

),

ends as (

    select distinct links.to_id as record_id, 0 as merge_rank
    from links
    left join links as onward on links.to_id = onward.from_id
    where onward.from_id is null
    union all
    select from_id, 1 from reached where from_id = to_id

),

merged as (

    select reached.from_id as record_id, min(ends.record_id) as group_id, coalesce(min(own.merge_rank), 2) as merge_rank
    from reached
    inner join ends on reached.to_id = ends.record_id
    left join ends as own on reached.from_id = own.record_id
    group by reached.from_id
    union all
    select record_id, record_id, merge_rank from ends where merge_rank = 0

)
{%- endmacro %}
