{% set signals = ['people', 'content', 'intent', 'web', 'events', 'sales'] -%}
with

scores as (

    select
        account_key,
        {% for days in [0, 7, 28] -%}
        cast(coalesce(sum(case when day <= {{ as_of_day() }} - {{ days }} then change_cents end), 0) as integer)
            as cents_{{ days }},
        {% endfor -%}
        min(case when day > {{ as_of_day() }} then day end) as next_change_day
    from {{ ref('int_account_score_steps') }}
    where replay_id = 0
    group by account_key

),

signal_points as (

    select
        account_key
        {%- for signal in signals %},
        sum(case when signal = '{{ signal }}' then points_cents else 0 end) as {{ signal }}_cents
        {%- endfor %}
    from {{ ref('int_account_score_ledger') }}
    group by account_key

),

{# The trend whose threshold the change reaches; of both, surge, which is the later by name. #}
trends as (

    select scores.account_key, max(score_trends.trend) as trend
    from scores
    inner join {{ ref('score_trends') }} as score_trends
        on case score_trends.days when 7 then scores.cents_0 - scores.cents_7 else scores.cents_0 - scores.cents_28 end
            * case score_trends.trend when 'surge' then 1 else -1 end
        >= {{ cents('score_trends.change') }}
    group by scores.account_key

)

select
    {{ account_labels() }},
    labels.owner_name,
    stages.stage,
    {{ points('scores.cents_0') }} as score,
    cast(rank() over (order by scores.cents_0 desc) as integer) as rank,
    {{ points('scores.cents_0 - scores.cents_7') }} as change_7d,
    {{ points('scores.cents_0 - scores.cents_28') }} as change_28d,
    coalesce(trends.trend, 'steady') as trend,
    {% for signal in signals -%}
    {{ points('coalesce(signal_points.' ~ signal ~ '_cents, 0)') }} as {{ signal }}_points,
    {% endfor -%}
    {{ day_date('scores.next_change_day') }} as next_change_on,
    {{ run_columns() }}
from scores
inner join {{ ref('int_account_labels') }} as labels on scores.account_key = labels.account_key
inner join {{ ref('int_stage_spells') }} as spells
    on spells.replay_id = 0
    and scores.account_key = spells.account_key
    and spells.entered_day <= {{ as_of_day() }}
    and spells.exited_day > {{ as_of_day() }}
inner join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
left join signal_points on scores.account_key = signal_points.account_key
left join trends on scores.account_key = trends.account_key
{{ run_join() }}
