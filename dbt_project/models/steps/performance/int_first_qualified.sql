{# When each person first stood at lead, mql or sql, or further on, up to as_of. #}
select
    person_key,
    min(entered_day) as lead_day,
    min(case when ordinal >= 2 then entered_day end) as mql_day,
    min(case when ordinal >= 3 then entered_day end) as sql_day
from {{ ref('int_lead_stage_spells') }}
where ordinal >= 1 and entered_day <= {{ as_of_day() }}
group by person_key
