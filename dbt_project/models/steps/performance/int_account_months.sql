{# How each account was touched in each month with touches, and whether it moved forward within 90 days after
   the month: only accounts that still can, and months that lie long enough back. #}
{% set ways = [('direction', 'inbound'), ('direction', 'outbound'), ('setting', 'online'), ('setting', 'offline')] -%}
with

touched as (

    select
        {{ day_number(month_of('day')) }} as month_day,
        account_key
        {%- for column, value in ways %},
        max(case when {{ column }} = '{{ value }}' then 1 else 0 end) as is_{{ value }}
        {%- endfor %}
    from {{ ref('int_campaign_days') }}
    where exposures > 0 and account_key is not null
    group by {{ day_number(month_of('day')) }}, account_key

),

months as (

    select month_day, least(next_month_day - 1, {{ as_of_day() }}) as end_day
    from {{ ref('int_months') }}
    where month_day in (select month_day from touched)

),

spells as (

    select account_key, ordinal, previous_ordinal, entered_day, exited_day
    from {{ ref('int_stage_spells') }}
    where replay_id = 0 and entered_day <= {{ as_of_day() }}

),

moves as (

    select distinct months.month_day, spells.account_key
    from spells
    inner join months
        on spells.entered_day > months.end_day and spells.entered_day <= months.end_day + {{ horizon_days() }}
    where spells.ordinal > spells.previous_ordinal

)

select
    months.month_day,
    spells.account_key
    {%- for column, value in ways %},
    coalesce(touched.is_{{ value }}, 0) = 1 as is_{{ value }}
    {%- endfor %},
    months.end_day + {{ horizon_days() }} <= {{ as_of_day() }} as is_followed,
    spells.ordinal < (select max(ordinal) from {{ ref('stages') }}) as can_move,
    moves.account_key is not null as has_moved
from months
inner join spells on spells.entered_day <= months.end_day and spells.exited_day > months.end_day
left join touched on months.month_day = touched.month_day and spells.account_key = touched.account_key
left join moves on months.month_day = moves.month_day and spells.account_key = moves.account_key
