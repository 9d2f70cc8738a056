{# Attributes of people over time, half-open. The first version holds backwards for ever. #}
select
    people.person_key,
    versions.*,
    titles.buying_role,
    case when versions.is_first_version then {{ first_day() }} else versions.version_day end as valid_from_day,
    coalesce(
        lead(versions.version_day) over (partition by versions.person_id order by versions.version_day),
        {{ last_day() }}
    ) as valid_to_day
from {{ ref('stg_crm__person_versions') }} as versions
inner join {{ ref('int_people') }} as people on versions.person_id = people.person_id
left join {{ ref('int_titles') }} as titles on versions.title = titles.title
