{# Metrics of lead rules that are read off a day: what the CRM knows of budget, authority, need and time,
   and the points of the score. As changes by day. #}
{% set budget_known = 'versions.budget_amount is not null or coalesce(versions.budget_confirmed, false)' -%}
{% set states = {
    'budget_known': 'case when ' ~ budget_known ~ ' then 1 else 0 end',
    'budget_confirmed': 'case when versions.budget_confirmed then 1 else 0 end',
    'authority_level': "case lower(trim(versions.authority))
        when 'decision_maker' then 3 when 'influencer' then 2 when 'user' then 1 else 0 end",
    'need_strength': 'least(greatest(coalesce(versions.need_strength, 0), 0), 1000)',
    'urgency': 'case when versions.timeline_days <= 30 then 2 when versions.timeline_days <= 90 then 1 else 0 end',
    'bant_known': 'case when ' ~ budget_known ~ " then 1 else 0 end
        + case when lower(trim(versions.authority)) <> 'none' then 1 else 0 end
        + case when versions.need_strength is not null or trim(versions.pain_point) <> '' then 1 else 0 end
        + case when versions.timeline_days is not null then 1 else 0 end",
} -%}
with

metrics as (

    select distinct metric, metric_no from {{ ref('int_qualification_rows') }}

),

versions as (

    select
        versions.person_key,
        greatest(versions.valid_from_day, people.created_day) as from_day,
        versions.valid_to_day as to_day
        {%- for state, expression in states.items() %},
        cast({{ expression }} as integer) as {{ state }}
        {%- endfor %}
    from {{ ref('int_person_versions') }} as versions
    inner join {{ ref('int_scored_people') }} as people on versions.person_key = people.person_key
    where versions.valid_to_day > people.created_day

)

{% for state in states -%}
{% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
select versions.person_key, metrics.metric_no, versions.{{ edge }} as day, {{ sign }}versions.{{ state }} as change
from versions
inner join metrics on metrics.metric = '{{ state }}'
where versions.{{ state }} <> 0
union all
{% endfor -%}
{% endfor -%}
{% for measure in ['score', 'fit', 'engagement', 'intent'] -%}
select
    bands.person_key, metrics.metric_no, bands.day,
    bands.{{ measure }}_cents - coalesce(
        lag(bands.{{ measure }}_cents) over (partition by bands.person_key order by bands.day), 0
    )
from {{ ref('int_person_bands') }} as bands
inner join metrics on metrics.metric = '{{ measure }}'
{{ 'union all' if not loop.last }}
{% endfor %}
