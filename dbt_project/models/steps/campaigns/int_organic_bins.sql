{# Organic engagement of each account over time in tenths: engagements of the trailing 30 days that
   no campaign made, cut into equal parts of account-weeks. Known at the start of the day. #}
{% set window = 30 -%}
with

daily as (

    select account_key, touch_day as day, sum(quantity) as engagements
    from {{ ref('int_touches') }}
    where is_counted and is_engagement and campaign_id is null and account_key is not null and quantity > 0
    group by account_key, touch_day

),

changes as (

    select account_key, day, sum(change) as change
    from (
        select account_key, day + 1 as day, engagements as change from daily
        union all
        select account_key, day + 1 + {{ window }}, -engagements from daily
        union all
        select account_key, start_day, 0 from {{ ref('int_account_starts') }}
    ) as edges
    group by account_key, day

),

levels as (

    select
        account_key, day as from_day,
        cast(sum(change) over (
            partition by account_key order by day rows between unbounded preceding and current row
        ) as integer) as engagements,
        coalesce(lead(day) over (partition by account_key order by day), {{ as_of_day() }} + 1) as to_day
    from changes

),

{# Bounds of the tenths: how many days were spent at each level, summed from below. #}
level_days as (

    select engagements, sum(least(to_day, {{ as_of_day() }} + 1) - from_day) as days
    from levels
    where from_day <= {{ as_of_day() }}
    group by engagements

),

bounds as (

    select
        engagements,
        cast({{ whole_quotient(
            '10 * (sum(days) over (order by engagements rows between unbounded preceding and current row) - 1)',
            'sum(days) over ()'
        ) }} as integer) as bin
    from level_days

),

binned as (

    select
        levels.account_key, levels.from_day, bounds.bin,
        lag(bounds.bin) over (partition by levels.account_key order by levels.from_day) as previous_bin
    from levels
    inner join bounds on levels.engagements = bounds.engagements

)

select
    account_key,
    bin,
    from_day,
    coalesce(lead(from_day) over (partition by account_key order by from_day), {{ last_day() }}) as to_day
from binned
where coalesce(bin <> previous_bin, true)
