{# Identity keys that a merge ties to others, as far as merges and equal keys lead. Recursion walks
   from merge to merge over the keys that they share, so that nothing else takes part, and only from a
   group that no neighbour is less than, on over greater ones: all pairs of 10,000 groups that share one
   address would need gigabytes. #}
with recursive

keyed as (

    select distinct merges.group_id, keys.identity_key
    from {{ ref('int_person_merges') }} as merges
    inner join {{ ref('int_person_keys') }} as keys on merges.person_id = keys.person_id

),

hubs as (

    select identity_key, min(group_id) as group_id from keyed group by identity_key

),

ties as (

    select keyed.group_id as from_id, hubs.group_id as to_id
    from keyed
    inner join hubs on keyed.identity_key = hubs.identity_key and keyed.group_id <> hubs.group_id
    union
    select hubs.group_id, keyed.group_id
    from keyed
    inner join hubs on keyed.identity_key = hubs.identity_key and keyed.group_id <> hubs.group_id

),

{{ reach_over('ties') }},

firsts as (

    select to_id as group_id, min(from_id) as first_id from reached group by to_id

)

select hubs.identity_key, coalesce(firsts.first_id, hubs.group_id) as group_id
from hubs
left join firsts on hubs.group_id = firsts.group_id
