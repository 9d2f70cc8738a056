{# The steps of each path: a day on which one campaign, or a channel without one, reached the account. Ten
   impressions of one day are one step, so that frequency does not buy credit; `place` is the order in
   which they happened. Freshness halves every so many days of seed model_settings; as a whole number
   it adds up alike in any order. #}
{% set in_order = "partition by steps.path_no
        order by steps.day, steps.first_at, steps.channel, coalesce(steps.campaign_id, '')" -%}
with

settings as (

    select {{ model_setting('credit_half_life_days') }} as half_life

),

paths as (

    select path_no, account_key, entered_day, from_day, end_day from {{ ref('int_paths') }}
    union all
    select path_no, account_key, entered_day, from_day, end_day from {{ ref('int_stayed_paths') }}

),

steps as (

    select
        paths.path_no, paths.entered_day, paths.end_day,
        touches.touch_day as day, touches.channel, touches.campaign_id,
        min(touches.occurred_at) as first_at
    from {{ ref('int_touches') }} as touches
    inner join paths
        on touches.account_key = paths.account_key
        and touches.touch_day >= paths.from_day
        and touches.touch_day < paths.end_day
    where touches.is_counted and touches.is_exposure and touches.quantity > 0
    group by
        paths.path_no, paths.entered_day, paths.end_day, touches.touch_day, touches.channel, touches.campaign_id

)

select
    steps.path_no,
    cast(row_number() over ({{ in_order }}) as integer) as place,
    steps.day,
    steps.channel,
    steps.campaign_id,
    lag(steps.channel) over ({{ in_order }}) as previous_channel,
    lead(steps.channel) over ({{ in_order }}) is null as is_last,
    steps.day <= steps.entered_day as is_before_entry,
    cast(greatest(1, round(
        1000000000000000 * power(2, -cast(steps.end_day - steps.day as double) / settings.half_life)
    )) as bigint) as freshness
from steps
cross join settings
