{# Spells of one status of the CRM (accepted, rejected, recycled ...). The first version holds backwards, so
   a status may hold before the day on which the CRM first says so: decided_day is that day. #}
with

versions as (

    select
        versions.person_key,
        coalesce(lower(trim(versions.lead_status)), '') as status,
        greatest(versions.valid_from_day, people.created_day) as from_day,
        versions.valid_to_day,
        case
            when versions.valid_from_day = {{ first_day() }} then versions.version_day else versions.valid_from_day
        end as said_day
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_scored_people') }} as people on versions.person_key = people.person_key

),

changes as (

    select
        *,
        coalesce(lag(status) over (partition by person_key order by valid_to_day), '') as previous_status
    from versions

),

spells as (

    select
        person_key, status, from_day, said_day,
        coalesce(lead(from_day) over (partition by person_key order by valid_to_day), {{ last_day() }}) as to_day
    from changes
    where status <> previous_status

)

select
    person_key,
    status,
    from_day,
    to_day,
    greatest(from_day, least(said_day, to_day - 1, {{ as_of_day() }})) as decided_day
from spells
where status <> '' and from_day < to_day
