{# CTEs that follow links (CTE `links`: from_id, to_id, at most one a from_id, none to itself) to where
   they end, be a chain as long as it will. Gives CTE `merged`: one row per record that has a link or is
   named by one, `group_id` equal for all that end in one place, `merge_rank` 0 for the end of a chain, 1
   for a part of a cycle, 2 for what only leads there. Must stand in a `with recursive`. Only linked
   records take part, and each is reached once, from the end: to keep all pairs of a chain of 10,000
   needs gigabytes.

   A cycle is found from its smallest record: only from a record with greater ones before and behind it,
   and only on over greater ones. #}
{% macro follow_links() -%}
walked as (

    select links.from_id as start_id, links.to_id as record_id
    from links
    where links.to_id > links.from_id
        and links.from_id in (select before.to_id from links as before where before.from_id > before.to_id)
    union
    select walked.start_id, links.to_id
    from walked
    inner join links on walked.record_id = links.from_id
    where walked.record_id > walked.start_id

),

cycles as (

    select start_id from walked where record_id = start_id

),

ends as (

    select distinct links.to_id as record_id, links.to_id as group_id, 0 as merge_rank
    from links
    left join links as onward on links.to_id = onward.from_id
    where onward.from_id is null
    union all
    select walked.record_id, walked.start_id, 1
    from walked
    inner join cycles on walked.start_id = cycles.start_id

),

{# The links that lead to an end, not on within a cycle. #}
onwards as (

    select links.from_id, links.to_id
    from links
    left join ends on links.from_id = ends.record_id
    where ends.record_id is null

),

merged as (

    select record_id, group_id, merge_rank from ends
    union all
    select onwards.from_id, merged.group_id, 2
    from merged
    inner join onwards on merged.record_id = onwards.to_id

)
{%- endmacro %}
