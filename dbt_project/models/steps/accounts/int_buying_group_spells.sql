{# Known and engaged people of each account and role over time, up to as_of: a row where a count, the
   status or what the segment of the day requires changes. #}
with

edges as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select account_key, role, {{ edge }} as day, {{ sign }}1 as known_change, 0 as engaged_change, 0 as was_engaged
    from {{ ref('int_buying_group_members') }}
    union all
    select
        members.account_key, members.role,
        {{ 'greatest' if edge == 'from_day' else 'least' }}(members.{{ edge }}, engaged.{{ edge }}),
        0, {{ sign }}1, 1
    from {{ ref('int_buying_group_members') }} as members
    inner join {{ ref('int_engagement_spells') }} as engaged
        on members.person_key = engaged.person_key
        and members.from_day < engaged.to_day
        and members.to_day > engaged.from_day
    union all
    {% endfor -%}
    select account_key, role, day, 0, 0, 1 from {{ ref('int_buying_group_touches') }} where day > engaged_day
    union all
    select
        segments.account_key, roles.role, greatest(segments.valid_from_day, starts.start_day), 0, 0, 0
    from {{ ref('int_account_segments') }} as segments
    inner join {{ ref('int_account_starts') }} as starts
        on segments.account_key = starts.account_key and segments.valid_to_day > starts.start_day
    inner join {{ ref('int_buying_roles') }} as roles on segments.segment = roles.segment

),

daily as (

    select
        account_key, role, day,
        sum(known_change) as known_change, sum(engaged_change) as engaged_change, max(was_engaged) as was_engaged
    from edges
    where day <= {{ as_of_day() }}
    group by account_key, role, day

),

counted as (

    select
        account_key, role, day,
        {% for measure, function in [('known_change', 'sum'), ('engaged_change', 'sum'), ('was_engaged', 'max')] -%}
        cast({{ function }}({{ measure }}) over (
            partition by account_key, role order by day rows between unbounded preceding and current row
        ) as integer) as {{ measure | replace('_change', '') }}{{ ',' if not loop.last }}
        {% endfor %}
    from daily

),

judged as (

    select
        counted.account_key, counted.role, counted.day, roles.required, roles.is_core, counted.known, counted.engaged,
        {{ role_status('counted.known', 'counted.engaged', 'counted.was_engaged = 1') }} as status
    from counted
    inner join {{ ref('int_account_segments') }} as segments
        on counted.account_key = segments.account_key
        and counted.day >= segments.valid_from_day
        and counted.day < segments.valid_to_day
    inner join {{ ref('int_buying_roles') }} as roles
        on segments.segment = roles.segment and counted.role = roles.role

),

changes as (

    select
        *,
        {% set columns = ['required', 'is_core', 'known', 'engaged', 'status'] -%}
        {% for column in columns -%}
        {{ 'coalesce(' if loop.first }}lag({{ column }}) over (partition by account_key, role order by day) <> {{ column }}
            {{- ' or' if not loop.last else ', true)' }}
        {% endfor %} as is_change
    from judged

),

spells as (

    select
        *, lead(day) over (partition by account_key, role order by day) as next_day
    from changes
    where is_change

)

select account_key, role, required, is_core, known, engaged, status, day as from_day, next_day as to_day
from spells
where required > 0 or known > 0
