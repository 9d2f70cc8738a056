{# Stretches of days on which a feed showed an account to surge: from the day on which a strong signal on a
   relevant topic was known to us until 30 days after it was observed. Overlapping ones are one. #}
with

signals as (

    select distinct provider, account_key, known_day as from_day, observed_day + {{ look_days() }} as to_day
    from {{ ref('int_intent_signals') }}
    where known_day < observed_day + {{ look_days() }} and known_day <= {{ as_of_day() }}

),

reached as (

    select
        *,
        max(to_day) over (
            partition by provider, account_key order by from_day, to_day
            rows between unbounded preceding and 1 preceding
        ) as reached_day
    from signals

),

islands as (

    select
        *,
        sum(case when from_day <= reached_day then 0 else 1 end) over (
            partition by provider, account_key order by from_day, to_day
            rows between unbounded preceding and current row
        ) as island
    from reached

)

select
    provider,
    account_key,
    cast(min(from_day) as integer) as from_day,
    cast(max(to_day) as integer) as to_day
from islands
group by provider, account_key, island
