{# People by what they used in a month, and what became of those who were not there yet: `cohort_counts` of
   `days` (key, month_day, actor_key, first_day). At risk of mql is who had not been one before the first day;
   who became one within the horizon from that day on counts. #}
{% macro cohort_counts(days, key) %}
with

people as (

    select {{ key }}, month_day, actor_key as person_key, min(first_day) as first_day
    from {{ days }}
    where actor_key > 0
    group by {{ key }}, month_day, actor_key

),

followed as (

    select
        people.{{ key }}, people.month_day
        {%- for stage in ['lead', 'mql', 'sql'] %},
        case when coalesce(qualified.{{ stage }}_day >= people.first_day, true) then 1 else 0 end as {{ stage }}_candidate,
        case
            when qualified.{{ stage }}_day >= people.first_day
                and qualified.{{ stage }}_day < people.first_day + {{ horizon_days() }} then 1
            else 0
        end as became_{{ stage }}
        {%- endfor %}
    from people
    left join {{ ref('int_first_qualified') }} as qualified on people.person_key = qualified.person_key

)

select
    {{ key }}, month_day,
    count(*) as people
    {%- for stage in ['lead', 'mql', 'sql'] %},
    sum({{ stage }}_candidate) as {{ stage }}_candidates,
    sum(became_{{ stage }}) as {{ stage }}s
    {%- endfor %}
from followed
group by {{ key }}, month_day
{% endmacro %}

{# Has everybody of a month been watched for the whole horizon? #}
{% macro is_followed(months) -%}
    ({{ months }}.next_month_day + {{ horizon_days() }} - 2 <= {{ as_of_day() }})
{%- endmacro %}
