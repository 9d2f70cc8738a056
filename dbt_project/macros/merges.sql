{# CTEs that follow links (CTE `links`: from_id, to_id, at most one a from_id, none to itself) to where
   they end, be a chain as long as it will. Gives CTE `merged`: one row per record that has a link or is
   named by one, `group_id` equal for all that end in one place, `merge_rank` 0 for the end of a chain, 1
   for a part of a cycle, 2 for what only leads there. Must stand in a `with recursive`. Only linked
   records take part, and each is reached once, from the end: to keep all pairs of a chain of 10,000
   needs gigabytes.

   A cycle is found from its smallest record: only from a record with greater ones before and behind it,
   and only on over greater ones. #}
{% macro follow_links() -%}
size as (

    select count(*) as links from links

),

{# Who walks into a cycle that he is no part of would never come to an end: as many steps as there are links
   lead everywhere. #}
walked as (

    select links.from_id as start_id, links.to_id as record_id, 1 as steps
    from links
    where links.to_id > links.from_id
        and links.from_id in (select before.to_id from links as before where before.from_id > before.to_id)
    union all
    select walked.start_id, links.to_id, walked.steps + 1
    from walked
    inner join size on walked.steps < size.links
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


{# CTE `reached`: all pairs from_id, to_id such that `ties` (a CTE of both, each tie both ways) lead from one to
   the other over records greater than the first, from those that have no lesser neighbour. Must stand in a
   `with recursive`. #}
{% macro reach_over(ties) -%}
    {{ return(adapter.dispatch('reach_over')(ties)) }}
{%- endmacro %}

{% macro default__reach_over(ties) -%}
reached as (

    select from_id, to_id
    from {{ ties }}
    where from_id not in (select above.from_id from {{ ties }} as above where above.to_id < above.from_id)
    union
    select reached.from_id, onward.to_id
    from reached
    inner join {{ ties }} as onward on reached.to_id = onward.from_id
    where onward.to_id > reached.from_id

)
{%- endmacro %}

{# Spark's recursion adds rows without asking whether they are new: a way is followed until it meets itself. #}
{% macro spark__reach_over(ties) -%}
walked as (

    select from_id, to_id, array(from_id, to_id) as way
    from {{ ties }}
    where from_id not in (select above.from_id from {{ ties }} as above where above.to_id < above.from_id)
    union all
    select walked.from_id, onward.to_id, array_append(walked.way, onward.to_id)
    from walked
    inner join {{ ties }} as onward on walked.to_id = onward.from_id
    where onward.to_id > walked.from_id and not array_contains(walked.way, onward.to_id)

),

reached as (

    select distinct from_id, to_id from walked

)
{%- endmacro %}
