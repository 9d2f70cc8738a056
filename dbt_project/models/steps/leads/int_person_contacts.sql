{# Days on which a name, a way of contact and a company become known or unknown, as changes of 1. #}
with

versions as (

    select
        versions.person_key,
        greatest(versions.valid_from_day, people.created_day) as day,
        versions.valid_to_day,
        case when trim(versions.full_name) <> '' then 1 else 0 end as name_known,
        case
            when coalesce(versions.email, versions.phone, versions.mobile, versions.wechat_id) is not null
                then 1 else 0
        end as contact_known,
        case when people.account_key is not null or versions.company_name is not null then 1 else 0 end
            as company_known
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_scored_people') }} as people on versions.person_key = people.person_key
    where versions.valid_to_day > people.created_day

)

select
    person_key,
    day,
    {% for measure in ['name_known', 'contact_known', 'company_known'] -%}
    {{ measure }} - coalesce(lag({{ measure }}) over (partition by person_key order by day), 0)
        as {{ measure }}_change{{ ',' if not loop.last }}
    {% endfor %}
from versions
