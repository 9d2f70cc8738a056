{# Levels of engagement in ten parts. Most account-days have none: those are part 0, and the others are cut
   into nine equal parts, so that ties leave no part empty. Bounds are those of the series, in which an
   account of which nothing is left out counts with its organic engagement. #}
with

level_days as (

    select replay_id, level, sum(to_day - from_day) as days
    from {{ ref('int_engagement_levels') }}
    where level > 0
    group by replay_id, level

),

series as (

    select distinct replay_id, account_key from {{ ref('int_engagement_levels') }} where replay_id > 0

),

series_days as (

    select replay_id, level, days from level_days
    union all
    select replays.replay_id, level_days.level, level_days.days
    from level_days
    cross join (select distinct replay_id from series) as replays
    where level_days.replay_id = 0
    union all
    select series.replay_id, levels.level, -sum(levels.to_day - levels.from_day)
    from {{ ref('int_engagement_levels') }} as levels
    inner join series on levels.account_key = series.account_key
    where levels.replay_id = 0 and levels.level > 0
    group by series.replay_id, levels.level

),

totals as (

    select replay_id, level, sum(days) as days
    from series_days
    group by replay_id, level
    having sum(days) > 0

),

bounds as (

    select
        replay_id, level,
        cast(1 + {{ whole_quotient(
            '9 * (sum(days) over (partition by replay_id order by level rows between unbounded preceding and current row) - 1)',
            'sum(days) over (partition by replay_id)'
        ) }} as integer) as bin
    from totals

),

binned as (

    select
        levels.replay_id, levels.account_key, levels.from_day,
        coalesce(bounds.bin, 0) as bin,
        lag(coalesce(bounds.bin, 0)) over (
            partition by levels.replay_id, levels.account_key order by levels.from_day
        ) as previous_bin
    from {{ ref('int_engagement_levels') }} as levels
    left join bounds on levels.replay_id = bounds.replay_id and levels.level = bounds.level

)

select
    replay_id,
    account_key,
    bin,
    from_day,
    coalesce(
        lead(from_day) over (partition by replay_id, account_key order by from_day), {{ last_day() }}
    ) as to_day
from binned
where coalesce(bin <> previous_bin, true)
