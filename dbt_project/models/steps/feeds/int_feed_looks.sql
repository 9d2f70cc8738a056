{# Every 30th day back from as_of, each account that can move forward, as its own signals show it by the end
   of the day, and whether it moved within the 30 days after. #}
{% set time_bounds = [14, 30, 60, 90, 180] -%}
with

looks as (

    {% for number in range(1, looks() | int + 1) -%}
    select {{ number }} as look_no, {{ as_of_day() }} - {{ number * (look_days() | int) }} as day
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

spells as (

    select
        spells.account_key, spells.ordinal, spells.entered_day, spells.exited_day,
        lead(spells.ordinal) over (partition by spells.account_key order by spells.entered_day) as next_ordinal
    from {{ ref('int_feed_free_spells') }} as spells
    inner join {{ ref('int_feed_accounts') }} as accounts on spells.account_key = accounts.account_key

),

at_risk as (

    select
        spells.account_key, looks.look_no, looks.day, spells.ordinal,
        looks.day - spells.entered_day as days_in_stage,
        least(spells.exited_day, looks.day + {{ look_days() }}) - looks.day as days,
        case
            when spells.exited_day <= looks.day + {{ look_days() }} and spells.next_ordinal > spells.ordinal then 1 else 0
        end as moves
    from spells
    inner join looks on looks.day >= spells.entered_day and looks.day < spells.exited_day
    where spells.ordinal < (select max(ordinal) from {{ ref('stages') }})

),

{# Looks tile the time: a day of engagement belongs to the look that ends its 30 days. #}
engaged as (

    select
        engagement.account_key,
        {{ whole_quotient(as_of_day() ~ ' - engagement.day', look_days()) }} as look_no,
        cast(sum(engagement.engagements) as bigint) as engagements
    from {{ ref('int_engagement_days') }} as engagement
    inner join {{ ref('int_feed_accounts') }} as accounts on engagement.account_key = accounts.account_key
    where engagement.day <= {{ as_of_day() }} - {{ look_days() }}
    group by engagement.account_key, {{ whole_quotient(as_of_day() ~ ' - engagement.day', look_days()) }}

),

described as (

    select
        at_risk.*,
        coalesce(engaged.engagements, 0) as engagements
    from at_risk
    left join engaged on at_risk.account_key = engaged.account_key and at_risk.look_no = engaged.look_no

),

levels as (

    select
        engagements,
        cast({{ whole_quotient(
            '10 * (sum(count(*)) over (order by engagements rows between unbounded preceding and current row) - 1)',
            'sum(count(*)) over ()'
        ) }} as integer) as bin
    from described
    group by engagements

)

select
    described.account_key,
    cast(described.look_no as integer) as look_no,
    cast(described.day as integer) as day,
    described.ordinal,
    segments.segment,
    case
        {% for bound in time_bounds -%}
        when described.days_in_stage < {{ bound }} then {{ loop.index0 }}
        {% endfor -%}
        else {{ time_bounds | length }}
    end as time_bucket,
    levels.bin,
    described.engagements > 0 as is_engaged,
    cast(described.days as integer) as days,
    described.moves
from described
inner join levels on described.engagements = levels.engagements
inner join {{ ref('int_account_segments') }} as segments
    on described.account_key = segments.account_key
    and described.day >= segments.valid_from_day
    and described.day < segments.valid_to_day
