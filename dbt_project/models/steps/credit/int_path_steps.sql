{# The steps of each path, in the order of `place`. Freshness halves every so many days of seed
   model_settings; as a whole number it adds up alike in any order. #}
with

settings as (

    select {{ model_setting('credit_half_life_days') }} as half_life

),

paths as (

    select path_no, account_key, entered_day, from_day, end_day from {{ ref('int_paths') }}
    union all
    select path_no, account_key, entered_day, from_day, end_day from {{ ref('int_stayed_paths') }}

)

select
    paths.path_no,
    path_days.place,
    path_days.day,
    path_days.channel,
    path_days.campaign_id,
    coalesce(channel_bits.channel, '(other)') as state,
    path_days.day <= paths.entered_day as is_before_entry,
    cast(greatest(1, round(
        1000000000000000 * power(2, -cast(paths.end_day - path_days.day as double) / settings.half_life)
    )) as bigint) as freshness
from paths
inner join {{ ref('int_path_days') }} as path_days
    on paths.account_key = path_days.account_key
    and path_days.day >= paths.from_day
    and path_days.day < paths.end_day
left join {{ ref('int_channel_bits') }} as channel_bits on path_days.channel = channel_bits.channel
cross join settings
