{# How many people are known at an account as of as_of, how many engage, who decides, and how much of
   the buying group is covered. #}
with

engaged as (

    select person_key
    from {{ ref('int_engagement_spells') }}
    where from_day <= {{ as_of_day() }} and to_day > {{ as_of_day() }}

),

visitors as (

    select account_key, cast(count(distinct actor_key) as integer) as engaged_visitors
    from {{ ref('int_actor_days') }}
    where actor_key < 0 and engagements > 0 and day > {{ as_of_day() }} - {{ engaged_window_days() }}
    group by account_key

),

people as (

    select
        people.account_key,
        cast(count(*) as integer) as known_people,
        cast(count(engaged.person_key) as integer) as engaged_people,
        cast(count(deciders.person_key) as integer) as decision_makers_known,
        cast(count(case when engaged.person_key is not null then deciders.person_key end) as integer)
            as decision_makers_engaged
    from {{ ref('int_people') }} as people
    left join engaged on people.person_key = engaged.person_key
    left join {{ ref('int_decision_makers') }} as deciders on people.person_key = deciders.person_key
    where people.exclusion_reason is null and people.account_key is not null
    group by people.account_key

),

coverage as (

    select
        account_key,
        cast(count(*) as integer) as roles_required,
        cast(count(case when engaged >= required then 1 end) as integer) as roles_engaged
    from {{ ref('int_buying_group_coverage') }}
    where required > 0
    group by account_key

),

sizes as (

    select
        labels.account_key,
        coalesce(max(case when trim(committees.segment) = labels.segment then committees.committee_size end),
            max(case when committees.segment is null then committees.committee_size end)) as committee_size
    from {{ ref('int_account_labels') }} as labels
    left join {{ ref('buying_committees') }} as committees
        on committees.segment is null or trim(committees.segment) = labels.segment
    group by labels.account_key

)

select
    starts.account_key,
    {% for column in ['known_people', 'engaged_people', 'decision_makers_known', 'decision_makers_engaged'] -%}
    coalesce(people.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    coalesce(visitors.engaged_visitors, 0) as engaged_visitors,
    coalesce(coverage.roles_required, 0) as roles_required,
    coalesce(coverage.roles_engaged, 0) as roles_engaged,
    cast(cast(coverage.roles_engaged as decimal(18, 4)) / coverage.roles_required as decimal(9, 4))
        as buying_group_coverage,
    sizes.committee_size
from {{ ref('int_account_starts') }} as starts
left join people on starts.account_key = people.account_key
left join visitors on starts.account_key = visitors.account_key
left join coverage on starts.account_key = coverage.account_key
left join sizes on starts.account_key = sizes.account_key
