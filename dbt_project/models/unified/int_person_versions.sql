{# Attributes of people over time, half-open. The first version holds backwards for ever. #}
select
    people.person_key,
    versions.*,
    titles.buying_role,
    versions.starts_day as valid_from_day,
    coalesce(
        lead(versions.starts_day) over (partition by versions.person_id order by versions.starts_day),
        {{ last_day() }}
    ) as valid_to_day
from {{ ref('stg_crm__person_versions') }} as versions
inner join {{ ref('int_people') }} as people on versions.person_id = people.person_id
left join {{ ref('int_titles') }} as titles on versions.title = titles.title
