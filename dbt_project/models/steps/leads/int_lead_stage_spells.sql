{# Stage of every person over time, the future included: one row a spell. What holds on a day is counted,
   and the first of the stages that holds is the stage of the day. #}
{% set flags = ['customer', 'opportunity', 'rejected', 'recycled', 'sql', 'mql', 'name', 'contact', 'company'] -%}
with

spells as (

    select people.person_key, 'customer' as flag, customers.from_day, customers.to_day
    from {{ ref('int_scored_people') }} as people
    inner join {{ ref('int_customer_spells') }} as customers on people.account_key = customers.account_key
    union all
    select person_key, 'opportunity', created_day, coalesce(closed_day, {{ last_day() }})
    from {{ ref('int_person_opportunities') }}
    union all
    select person_key, status, from_day, to_day from {{ ref('int_lead_aside_spells') }}
    union all
    select person_key, stage, from_day, to_day from {{ ref('int_lead_qualifying_spells') }}

),

edges as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select person_key, flag, {{ edge }} as day, {{ sign }}1 as change from spells where from_day < to_day
    union all
    {% endfor -%}
    {% for flag in ['name', 'contact', 'company'] -%}
    select person_key, '{{ flag }}', day, {{ flag }}_known_change from {{ ref('int_person_contacts') }}
    union all
    {% endfor -%}
    select person_key, 'start', created_day, 0 from {{ ref('int_scored_people') }}

),

daily as (

    select
        edges.person_key,
        greatest(edges.day, people.created_day) as day
        {%- for flag in flags %},
        {{ integer_sum("case when edges.flag = '" ~ flag ~ "' then edges.change else 0 end", type='integer') }} as {{ flag }}_change
        {%- endfor %}
    from edges
    inner join {{ ref('int_scored_people') }} as people on edges.person_key = people.person_key
    where edges.day < {{ last_day() }}
    group by edges.person_key, greatest(edges.day, people.created_day)

),

counted as (

    select
        person_key, day
        {%- for flag in flags %},
        {{ integer_sum(flag ~ '_change', 'history', 'integer') }} as {{ flag }}_count
        {%- endfor %}
    from daily
    window history as (partition by person_key order by day rows between unbounded preceding and current row)

),

staged as (

    select
        person_key, day,
        case
            {% for stage in flags[:6] -%}
            when {{ stage }}_count > 0 then '{{ stage }}'
            {% endfor -%}
            when name_count > 0 and contact_count > 0 and company_count > 0 then 'lead'
            else 'inquiry'
        end as stage
    from counted

),

moves as (

    select *, lag(stage) over (partition by person_key order by day) as previous_stage
    from staged

),

entries as (

    select * from moves where coalesce(stage <> previous_stage, true)

)

select
    entries.person_key,
    stages.stage,
    stages.ordinal,
    previous_stages.stage as previous_stage,
    previous_stages.ordinal as previous_ordinal,
    entries.day as entered_day,
    coalesce(
        lead(entries.day) over (partition by entries.person_key order by entries.day), {{ last_day() }}
    ) as exited_day
from entries
inner join {{ ref('lead_stages') }} as stages on entries.stage = stages.stage
left join {{ ref('lead_stages') }} as previous_stages on entries.previous_stage = previous_stages.stage
