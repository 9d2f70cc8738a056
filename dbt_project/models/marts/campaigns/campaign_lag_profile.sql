{# How long a touch goes on working: the rate of moves by days since the channel's last touch, against none
   in 90 days. Days 61 to 90 are the built-in placebo. #}
{% set lags = [(1, 1, 7), (2, 8, 14), (3, 15, 30), (4, 31, 60), (5, 61, 90)] -%}
select
    estimates.channel,
    from_stages.stage as from_stage,
    coalesce(to_stages.stage, 'any') as to_stage,
    case estimates.lag {% for lag, first, last in lags %}when {{ lag }} then {{ first }} {% endfor %}end as lag_from,
    case estimates.lag {% for lag, first, last in lags %}when {{ lag }} then {{ last }} {% endfor %}end as lag_to,
    cast(exp(estimates.log_ratio) as decimal(18, 4)) as rate_ratio,
    cast(exp(estimates.log_low) as decimal(18, 4)) as ratio_low,
    cast(exp(estimates.log_high) as decimal(18, 4)) as ratio_high,
    cast(estimates.moves_exposed as integer) as moves,
    cast(estimates.days_exposed as bigint) as days,
    cast(estimates.moves_unexposed as integer) as moves_reference,
    cast(estimates.days_unexposed as bigint) as days_reference,
    estimates.has_enough_data,
    {{ run_columns() }}
from {{ ref('int_influence_estimates') }} as estimates
inner join {{ ref('stages') }} as from_stages on estimates.ordinal = from_stages.ordinal
left join {{ ref('stages') }} as to_stages on estimates.to_ordinal = to_stages.ordinal
{{ run_join() }}
where estimates.level = 'lag' and estimates.population = 'all'
