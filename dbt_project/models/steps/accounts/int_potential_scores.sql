{# What could be earned with an account, 0 to 100 points in hundredths: of each measure the points of
   the highest minimum that it reaches. #}
with

reached as (

    select
        measures.account_key,
        {{ cents('rules.points') }} as points_cents,
        row_number() over (
            partition by measures.account_key, measures.measure order by rules.minimum desc
        ) as minimum_rank
    from {{ ref('int_target_measures') }} as measures
    inner join {{ ref('potential_rules') }} as rules
        on measures.measure = rules.measure and measures.value >= rules.minimum

),

summed as (

    select account_key, sum(points_cents) as points_cents
    from reached
    where minimum_rank = 1
    group by account_key

),

accounts as (

    select distinct account_key from {{ ref('int_target_measures') }}

)

select
    accounts.account_key,
    cast(greatest(0, least(10000, coalesce(summed.points_cents, 0))) as integer) as potential_cents
from accounts
left join summed on accounts.account_key = summed.account_key
