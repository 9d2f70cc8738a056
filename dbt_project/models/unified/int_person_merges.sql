{# Person records that the source merged. A link that names nobody is no link. #}
with recursive

links as (

    select records.person_id as from_id, named.person_id as to_id
    from {{ ref('int_person_keys') }} as records
    inner join {{ ref('int_person_keys') }} as named
        on records.merged_into_id = named.person_id and records.person_id <> named.person_id

),

{{ follow_links() }}

select record_id as person_id, group_id, merge_rank from merged
