{# Levels of engagement in ten parts. Most account-days have none: those are part 0, and the others are cut
   into nine equal parts, so that ties leave no part empty. Bounds are those of all organic engagement in
   every row, so that one level is one part whichever channel is left out; all engagement has its own. #}
with

level_days as (

    select replay_id, level, sum(to_day - from_day) as days
    from {{ ref('int_engagement_levels') }}
    where level > 0 and replay_id in (-1, 0)
    group by replay_id, level

),

{# The greatest level of each part. #}
bounds as (

    select replay_id, bin, max(level) as highest
    from (
        select
            replay_id, level,
            cast(1 + {{ whole_quotient(
                '9 * (sum(days) over (partition by replay_id order by level rows between unbounded preceding and current row) - 1)',
                'sum(days) over (partition by replay_id)'
            ) }} as integer) as bin
        from level_days
    ) as parts
    group by replay_id, bin

),

{# One row per series, with the bounds in columns; a level above all of them is in the last part. #}
limits as (

    select
        replay_id,
        {% for bin in range(1, 10) -%}
        coalesce(max(case when bin <= {{ bin }} then highest end), 0) as highest_{{ bin }}{{ ',' if not loop.last }}
        {% endfor %}
    from bounds
    group by replay_id

),

parts as (

    select
        levels.replay_id, levels.account_key, levels.from_day,
        case
            when levels.level <= 0 or limits.replay_id is null then 0
            {% for bin in range(1, 9) -%}
            when levels.level <= limits.highest_{{ bin }} then {{ bin }}
            {% endfor -%}
            else 9
        end as bin
    from {{ ref('int_engagement_levels') }} as levels
    left join limits on limits.replay_id = case when levels.replay_id = -1 then -1 else 0 end

),

binned as (

    select
        *,
        lag(bin) over (partition by replay_id, account_key order by from_day) as previous_bin
    from parts

)

select
    replay_id,
    account_key,
    bin,
    bin - coalesce(previous_bin, 0) as bin_change,
    from_day,
    coalesce(
        lead(from_day) over (partition by replay_id, account_key order by from_day), {{ last_day() }}
    ) as to_day
from binned
where coalesce(bin <> previous_bin, true)
