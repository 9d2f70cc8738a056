{# A rule's worth beside what it gives. Whoever has a rule holds other points than it gives: several touches,
   each decayed. So the worth of having it is compared with what was held, and what it gives is scaled
   alike. Rules of inactivity are held on top of each other, and none of them can be told alone. Months see the same opportunity up to horizon / 30 times: where they
   are added up, intervals are as wide as if each were seen once, and so many more are asked for. #}
with

periods as (

    select
        rule_no, substr(cast({{ day_date('day') }} as string), 1, 7) as period, {{ day_date('day') }} as month_on,
        people, converted, people_with, converted_with, held_cents, cast(1 as double) as overlap
    from {{ ref('int_rule_outcomes') }}
    union all
    select
        rule_no, 'all', cast(null as date),
        sum(people), sum(converted), sum(people_with), sum(converted_with), sum(held_cents),
        greatest(1, {{ model_setting('horizon_days') }} / 30e0)
    from {{ ref('int_rule_outcomes') }}
    group by rule_no

),

cells as (

    select
        *,
        people - people_with as people_without,
        converted - converted_with as converted_without,
        {# A cell of none would make every ratio nothing or endless: then half a case is added to each. #}
        case
            when least(converted_with, people_with - converted_with, converted - converted_with,
                people - people_with - converted + converted_with) = 0
                then 0.5e0 else 0e0
        end as extra
    from periods

),

ratios as (

    select
        *,
        case when people_with > 0 and people_without > 0 then
            ((converted_with + extra) / (people_with + 2 * extra))
            / ((converted_without + extra) / (people_without + 2 * extra))
        end as lift,
        sqrt(overlap * (
            1 / cast(converted_with + extra as double) - 1 / cast(people_with + 2 * extra as double)
            + 1 / cast(converted_without + extra as double) - 1 / cast(people_without + 2 * extra as double)
        )) as lift_error,
        ln(
            (converted_with + 0.5e0) * (people_without - converted_without + 0.5e0)
            / ((people_with - converted_with + 0.5e0) * (converted_without + 0.5e0))
        ) as log_odds,
        sqrt(overlap * (
            1 / (converted_with + 0.5e0) + 1 / (people_with - converted_with + 0.5e0)
            + 1 / (converted_without + 0.5e0) + 1 / (people_without - converted_without + 0.5e0)
        )) as log_odds_error,
        converted_with < 10 * overlap or converted_without < 10 * overlap as is_too_few
    from cells

),

rules as (

    select
        *,
        subject = 'inactivity' and count(*) over (partition by score_no, subject) > 1 as is_held_together
    from {{ ref('int_scoring_rules') }}

),

suggestions as (

    select
        ratios.*,
        rules.is_held_together,
        {% for name, sign in [('suggested_points', '+ 0'), ('suggested_low', '-'), ('suggested_high', '+')] -%}
        case when not ratios.is_too_few and not rules.is_held_together then cast(round(greatest(-100, least(100,
            (ratios.log_odds {{ sign }}{% if sign != '+ 0' %} {{ z_95() }} * ratios.log_odds_error{% endif %})
            * {{ model_setting('points_per_doubling') }} / ln(2)
            {# Points that a rule gives for each that was held; never negative, both have the rule's sign. #}
            * rules.points_cents * ratios.people_with / cast(nullif(ratios.held_cents, 0) as double)
        )), 2) as decimal(9, 2)) end as {{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from ratios
    inner join rules on ratios.rule_no = rules.rule_no

)

select
    suggestions.period,
    suggestions.month_on,
    rules.rule_id,
    scores.score_name,
    rules.description,
    rules.category,
    rules.dimension,
    cast(suggestions.people_with as bigint) as people_with,
    cast(suggestions.people_without as bigint) as people_without,
    cast(suggestions.converted_with as bigint) as converted_with,
    cast(suggestions.converted_without as bigint) as converted_without,
    {{ model_setting('horizon_days') }} as horizon_days,
    {% for side in ['with', 'without'] -%}
    cast(case when people_{{ side }} > 0 then round(converted_{{ side }} / cast(people_{{ side }} as double), 9) end as decimal(9, 6))
        as rate_{{ side }},
    {% endfor -%}
    cast(round(suggestions.lift, 6) as decimal(18, 6)) as lift,
    cast(round(suggestions.lift * exp(-{{ z_95() }} * suggestions.lift_error), 6) as decimal(18, 6)) as lift_low,
    cast(round(suggestions.lift * exp({{ z_95() }} * suggestions.lift_error), 6) as decimal(18, 6)) as lift_high,
    cast(case when suggestions.lift is not null then round(suggestions.log_odds, 6) end as decimal(9, 6)) as log_odds,
    {{ points('rules.points_cents') }} as points,
    {# To the nearest hundredth, half away from zero, and within what a row of the ledger shows. #}
    {{ points("case when suggestions.people_with > 0 then
        case when suggestions.held_cents < 0 then -1 else 1 end * least(" ~ most_rule_cents() ~ ", " ~ whole_quotient(
            '2 * abs(suggestions.held_cents) + suggestions.people_with', '2 * nullif(suggestions.people_with, 0)'
        ) ~ ") end") }} as mean_points,
    suggestions.suggested_points,
    suggestions.suggested_low,
    suggestions.suggested_high,
    case
        when suggestions.is_held_together then 'held_together'
        when suggestions.is_too_few then 'too_few'
        when {{ points('rules.points_cents') }} < suggestions.suggested_low then 'raise'
        when {{ points('rules.points_cents') }} > suggestions.suggested_high then 'lower'
        else 'keep'
    end as verdict,
    {{ run_columns() }}
from suggestions
inner join rules on suggestions.rule_no = rules.rule_no
inner join {{ ref('int_scores') }} as scores on rules.score_no = scores.score_no
{{ run_join() }}
