{# How many different people and accounts each row reached: they do not add up over rows. #}
with

people as (

    select
        groups.group_key, people.month_day, people.account_key,
        case when people.actor_key > 0 then people.actor_key end as person_key,
        case when people.actor_key > 0 and people.downloads > 0 then people.actor_key end as downloader_key
    from {{ ref('int_campaign_people') }} as people
    inner join {{ ref('int_performance_groups') }} as groups on people.unit_key = groups.unit_key

),

counted as (

    {% for month in ['month_day', 'cast(null as integer)'] -%}
    select
        group_key, {{ month }} as month_day,
        count(distinct person_key) as people,
        count(distinct account_key) as accounts,
        count(distinct downloader_key) as downloaders
    from people
    group by group_key{{ ', month_day' if loop.first }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

names as (

    select distinct group_key, level, name from {{ ref('int_performance_groups') }}

)

select names.level, names.name, counted.month_day, counted.people, counted.accounts, counted.downloaders
from counted
inner join names on counted.group_key = names.group_key
