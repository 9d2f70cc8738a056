{# Attempts by weekday and hour on the clocks of those who were called or written to. #}
with

zoned as (

    select
        attempts.channel, attempts.attempts, attempts.successes,
        coalesce(zones.basis, 'business') as basis,
        {{ zoned_timestamp('attempts.attempted_at', "coalesce(zones.time_zone, '" ~ var('business_timezone') ~ "')") }}
            as attempted_at
    from {{ ref('int_outreach_attempts') }} as attempts
    left join {{ ref('int_account_time_zones') }} as zones on attempts.account_key = zones.account_key

)

select
    channel,
    {{ weekday(day_number('attempted_at')) }} as weekday,
    cast(extract(hour from attempted_at) as integer) as hour,
    sum(attempts) as attempts,
    sum(successes) as successes,
    sum(case when basis = 'account' then 0 else attempts end) as attempts_zone_assumed
from zoned
group by channel, {{ weekday(day_number('attempted_at')) }}, cast(extract(hour from attempted_at) as integer)
