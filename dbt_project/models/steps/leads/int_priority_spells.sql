{# Priority of each person over time, the future included: the first of A, B, C with a group that holds. #}
{% set priorities = ['A', 'B', 'C'] -%}
with

groups as (

    select distinct group_no, target as priority
    from {{ ref('int_qualification_rows') }}
    where rule_set = 'priority'

),

edges as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select spells.person_key, groups.priority, spells.{{ edge }} as day, {{ sign }}1 as change
    from {{ ref('int_person_group_spells') }} as spells
    inner join groups on spells.group_no = groups.group_no
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

daily as (

    select
        person_key, day
        {%- for priority in priorities %},
        sum(case when priority = '{{ priority }}' then change else 0 end) as change_{{ priority }}
        {%- endfor %}
    from edges
    group by person_key, day

),

judged as (

    select
        person_key, day,
        case
            {% for priority in priorities -%}
            when sum(change_{{ priority }}) over (
                partition by person_key order by day rows between unbounded preceding and current row
            ) > 0 then '{{ priority }}'
            {% endfor -%}
            else ''
        end as priority
    from daily

),

changed as (

    select *, coalesce(lag(priority) over (partition by person_key order by day), '') as previous_priority
    from judged

),

spells as (

    select
        person_key, priority, day as from_day,
        coalesce(lead(day) over (partition by person_key order by day), {{ last_day() }}) as to_day
    from changed
    where priority <> previous_priority

)

select person_key, priority, from_day, to_day from spells where priority <> ''
