{# How much an account was engaged before each day, as a step function: an engagement weighs 3 for the 30
   days after its own, 2 up to 60 days, 1 up to 90. Who was touched in the 30 days before a day was chosen
   by what was seen of it until then, so the look-back is longer than that window; a much longer one says
   how busy an account usually is, and hides that it is hot now. Series 0 is organic engagement (no campaign
   made it); a series of a replay leaves out its channel, where that channel has organic engagements; series
   -1 is all. #}
{% set weights = [(1, 3), (31, -1), (61, -1), (91, -1)] -%}
with

daily as (

    select account_key, channel, day, campaign_id is null as is_organic,
        {{ integer_sum('engagements') }} as engagements
    from {{ ref('int_influence_days') }}
    where engagements > 0
    group by account_key, channel, day, campaign_id is null

),

left_out as (

    select distinct channel_bits.replay_id, daily.account_key, daily.channel
    from daily
    inner join {{ ref('int_channel_bits') }} as channel_bits on daily.channel = channel_bits.channel
    where daily.is_organic

),

series_days as (

    select -1 as replay_id, account_key, day, {{ integer_sum('engagements') }} as engagements
    from daily
    group by account_key, day
    union all
    select 0, account_key, day, {{ integer_sum('engagements') }}
    from daily
    where is_organic
    group by account_key, day
    union all
    select left_out.replay_id, daily.account_key, daily.day, {{ integer_sum('daily.engagements') }}
    from daily
    inner join left_out on daily.account_key = left_out.account_key and daily.channel <> left_out.channel
    where daily.is_organic
    group by left_out.replay_id, daily.account_key, daily.day

),

changes as (

    {% for offset, weight in weights -%}
    select replay_id, account_key, day + {{ offset }} as day, {{ weight }} * engagements as change from series_days
    union all
    {% endfor -%}
    select left_out.replay_id, left_out.account_key, starts.start_day, 0
    from left_out
    inner join {{ ref('int_account_starts') }} as starts on left_out.account_key = starts.account_key
    {% for series in [-1, 0] -%}
    union all
    select {{ series }}, account_key, start_day, 0 from {{ ref('int_account_starts') }}
    {% endfor %}

),

{# Several changes of a day leave stretches without days, which fall away. #}
stretches as (

    select
        replay_id,
        account_key,
        cast(day as integer) as from_day,
        cast(coalesce(
            lead(day) over (partition by replay_id, account_key order by day), {{ as_of_day() }} + 1
        ) as integer) as to_day,
        {{ integer_sum('change', 'history') }} as level
    from changes
    where day <= {{ as_of_day() }}
    window history as (
        partition by replay_id, account_key order by day range between unbounded preceding and current row
    )

)

select * from stretches where to_day > from_day
