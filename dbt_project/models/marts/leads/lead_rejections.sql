{# What became of leads by month. Only rejections and recyclings carry a reason; all else stands in the
   row `none` of its month and source, so that sums over any column count each event once. #}
with

events as (

    select
        person_key, entered_day as day, 'none' as reason,
        case when stage = 'mql' then 1 else 0 end as mqls,
        case when stage = 'sql' then 1 else 0 end as sqls,
        0 as accepted, 0 as rejected, 0 as recycled
    from {{ ref('int_lead_stage_spells') }}
    where stage in ('mql', 'sql')
        and coalesce(ordinal > previous_ordinal, true)
        and entered_day <= {{ as_of_day() }}
    union all
    select
        person_key, decided_day,
        case when decision = 'accepted' then 'none' else reason end,
        0, 0,
        case when decision = 'accepted' then 1 else 0 end,
        case when decision = 'rejected' then 1 else 0 end,
        case when decision = 'recycled' then 1 else 0 end
    from {{ ref('int_lead_decisions') }}

),

named as (

    select
        {{ month_of('events.day') }} as month,
        {{ stated('people.lead_source') }} as source,
        events.*
    from events
    inner join {{ ref('int_people') }} as people on events.person_key = people.person_key

),

summed as (

    select
        month, source, reason
        {%- for column in ['mqls', 'sqls', 'accepted', 'rejected', 'recycled'] %},
        cast(sum({{ column }}) as integer) as {{ column }}
        {%- endfor %}
    from named
    group by month, source, reason

)

select
    summed.*,
    {{ run_columns() }}
from summed
{{ run_join() }}
