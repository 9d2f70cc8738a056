{# Each channel as one bit of a mask, numbered as its replay is. Sources with names beyond the 40 most
   used are noise: they get no bit, hence no row of influence, and their touches count all the same. Not so
   one of a holdout, which is there to be judged. #}
with

used_channels as (

    select
        days.channel,
        row_number() over (
            order by case when max(holdouts.channel) is null then 1 else 0 end, count(*) desc, days.channel
        ) as use_rank
    from {{ ref('int_actor_days') }} as days
    left join (select distinct channel from {{ ref('int_holdouts') }}) as holdouts on days.channel = holdouts.channel
    group by days.channel

)

select
    channel,
    cast(row_number() over (order by channel) as integer) as replay_id,
    cast(power(2, row_number() over (order by channel) - 1) as bigint) as channel_bit,
    count(*) over () as channels
from used_channels
where use_rank <= 40
