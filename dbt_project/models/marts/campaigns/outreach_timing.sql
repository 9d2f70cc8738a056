{# When attempts to reach people succeed. An hour is better or worse than its channel if a score test says so at
   5 % over all 168 hours of the week (Bonferroni: 3.62 standard errors); a bare interval would find eight by chance. #}
with

rated as (

    select
        *,
        sum(successes) over (partition by channel) as channel_successes,
        sum(attempts) over (partition by channel) as channel_attempts
    from {{ ref('int_outreach_hours') }}

),

expected as (

    select
        *,
        cast(attempts as double) * channel_successes / channel_attempts as expected_successes,
        cast(channel_successes as double) * (channel_attempts - channel_successes)
        / channel_attempts / channel_attempts as variance
    from rated

)

select
    expected.channel,
    cast(expected.weekday as integer) as weekday,
    case expected.weekday
        {% for name in ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] -%}
        when {{ loop.index }} then '{{ name }}'
        {% endfor -%}
    end as weekday_name,
    expected.hour,
    cast(expected.attempts as bigint) as attempts,
    cast(expected.successes as bigint) as successes,
    {{ share_of('expected.successes', 'expected.attempts') }} as rate,
    {{ wilson_bound('expected.successes', 'expected.attempts', '-') }} as rate_low,
    {{ wilson_bound('expected.successes', 'expected.attempts', '+') }} as rate_high,
    {{ share_of('expected.channel_successes', 'expected.channel_attempts') }} as channel_rate,
    case
        when expected.attempts < 30 then 'not_enough_data'
        when (expected.successes - expected.expected_successes) * (expected.successes - expected.expected_successes)
            <= 3.62 * 3.62 * expected.attempts * expected.variance + 1e-9
            then 'no_clear_difference'
        when expected.successes > expected.expected_successes then 'better'
        else 'worse'
    end as verdict,
    cast(expected.attempts_zone_assumed as bigint) as attempts_zone_assumed,
    {{ run_columns() }}
from expected
{{ run_join() }}
