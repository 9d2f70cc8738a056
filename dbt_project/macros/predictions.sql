{# A value of seed model_settings. #}
{% macro model_setting(name) -%}
    (select cast(max(value) as integer) from {{ ref('model_settings') }} where name = '{{ name }}')
{%- endmacro %}


{# What the models learn from, by subject, and how it reads in a line. Nothing that sales writes is here:
   exports fill it in afterwards. #}
{% macro prediction_features(subject) -%}
    {{ return({
        'person': {
            'profile_points': 'points for profile and company',
            'engagement_points': 'points for engagement',
            'intent_points': 'points for intent',
            'engagements_7d': 'engagements in 7 days',
            'engagements_90d': 'engagements in 90 days',
            'signals_30d': 'buying signals in 30 days',
            'days_since_engaged': 'days since the last engagement',
            'record_age_days': 'days since the record was created',
            'decision_level': 'level of decision (0 none, 1 core role, 2 decides)',
            'account_engaged_90d': 'engaged people at the account in 90 days',
            'account_requests_90d': 'requests of the account in 90 days',
            'icp_points': 'ICP score of the account',
        },
        'account': {
            'engaged_people_90d': 'engaged people in 90 days',
            'engaged_people_30d': 'engaged people in 30 days',
            'engagements_7d': 'engagements in 7 days',
            'engagements_30d': 'engagements in 30 days',
            'engagements_90d': 'engagements in 90 days',
            'signals_30d': 'buying signals in 30 days',
            'signal_people_60d': 'people with a buying signal in 60 days',
            'requests_90d': 'requests in 90 days',
            'days_since_engaged': 'days since the last engagement',
            'history_days': 'days since the history began',
            'icp_points': 'ICP score',
            'employees': 'employees',
        },
    }[subject]) }}
{%- endmacro %}


{# Nobody's engagement is longer ago than this: a year says as much as for ever. #}
{% macro longest_silence_days() -%} 365 {%- endmacro %}


{# Attributes that people in sales write, often after the fact. #}
{% macro sales_fields() -%}
    'lead_status', 'rejected_reason', 'owner_id', 'budget_amount', 'budget_currency', 'budget_confirmed', 'authority',
    'need_strength', 'pain_point', 'timeline_days', 'is_target'
{%- endmacro %}


{# A number in [0, 1,000,000) that is a row's own, whatever stands beside it. #}
{% macro lot(key, snapshot) -%}
    mod(
        cast({{ key }} as bigint) * 7919 + cast({{ snapshot }} as bigint) * 104729
        + mod(cast({{ key }} as bigint) * cast({{ key }} as bigint), 1000003) * 31337
        , 1000000
    )
{%- endmacro %}


{# Rows of as_of with the log-odds that each feature adds: <feature>_part. Parts are decimals, so that they
   add up to the last digit on every machine. A feature that is unknown adds nothing. #}
{% macro feature_parts(subject, features) -%}
with

coefficients as (

    select
        {% for feature in prediction_features(subject) -%}
        max(case when feature = '{{ feature }}' then coefficient end) as {{ feature }}_coefficient,
        max(case when feature = '{{ feature }}' then mean end) as {{ feature }}_mean{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_model_coefficients') }}
    where subject = '{{ subject }}'

),

bases as (

    select
        max(case when measure = 'base' then cast(round(value, 6) as decimal(18, 6)) end) as base,
        max(case when measure = 'model_id' then text end) as model_id
    from {{ ref('int_model_card') }}
    where subject = '{{ subject }}'
    having max(case when measure = 'base' then value end) is not null

),

parts as (

    select
        features.*,
        bases.model_id,
        bases.base,
        {% for feature in prediction_features(subject) -%}
        cast(coalesce(round(
            coefficients.{{ feature }}_coefficient
            * (ln(1 + cast(features.{{ feature }} as double)) - coefficients.{{ feature }}_mean),
            6
        ), 0) as decimal(18, 6)) as {{ feature }}_part{{ ',' if not loop.last }}
        {% endfor %}
    from {{ features }} as features
    cross join coefficients
    cross join bases
    where features.snapshot_no = 0

)

select
    *,
    cast(base{% for feature in prediction_features(subject) %} + {{ feature }}_part{% endfor %} as decimal(18, 6)) as log_odds
from parts
{%- endmacro %}


{# The sign that the weight of a feature has by its meaning: more engagement speaks for an opportunity, longer
   silence against it; a record's age and a company's size may speak either way. #}
{% macro expected_sign(feature) -%}
    {{ return({'days_since_engaged': -1, 'record_age_days': 0, 'history_days': 0, 'employees': 0}.get(feature, 1)) }}
{%- endmacro %}


{# The three features that speak most for it (sign '') or against it (sign '-'), in one line each row. Left out
   is what changes the odds by less than a twentieth, and what only corrects for other features: nobody is
   less likely to buy because of a buying signal, whatever its weight beside them. #}
{% macro prediction_drivers(parts, subject, key) -%}
with

long_parts as (

    {% for feature, words in prediction_features(subject).items() -%}
    select
        {{ key }}, '{{ feature }}' as feature, '{{ words }}' as words,
        cast({{ feature }} as string) as value_text, {{ feature }}_part as part
    from {{ parts }}
    where abs({{ feature }}_part) >= 0.05
        {%- if expected_sign(feature) %}
        and (
            select max({{ expected_sign(feature) }} * coefficient) from {{ ref('int_model_coefficients') }}
            where subject = '{{ subject }}' and feature = '{{ feature }}'
        ) > 0
        {%- endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

ranked as (

    select
        {{ key }}, words, value_text, part,
        row_number() over (partition by {{ key }}, part > 0 order by abs(part) desc, feature) as driver_no
    from long_parts

),

lines as (

    select
        {{ key }}, part, driver_no,
        words || ': ' || coalesce(value_text, 'unknown') || ' (' || case when part > 0 then '+' else '' end
            || cast(cast(part as decimal(9, 2)) as string) || ')' as line
    from ranked
    where driver_no <= 3

)

select
    {{ key }},
    {% for name, comparison in [('drivers_up', '> 0'), ('drivers_down', '< 0')] -%}
    {{ joined_text("case when part " ~ comparison ~ " then line end", ', ', "driver_no") }} as {{ name }}{{ ',' if not loop.last }}
    {% endfor %}
from lines
group by {{ key }}
{%- endmacro %}


{% macro probability(log_odds) -%}
    cast(round(1 / (1 + exp(-cast({{ log_odds }} as double))), 6) as decimal(9, 6))
{%- endmacro %}


{# 10 is the tenth of the rows that is most likely; equals share the higher one. #}
{% macro probability_decile(log_odds) -%}
    cast(10 - {{ whole_quotient("10 * (rank() over (order by " ~ log_odds ~ " desc) - 1)", "count(*) over ()") }} as integer)
{%- endmacro %}


{# Months since the year 0, so that months are counted like days. #}
{% macro month_number(day) -%}
    (
        12 * cast(extract(year from {{ day_date(day) }}) as integer)
        + cast(extract(month from {{ day_date(day) }}) as integer)
    )
{%- endmacro %}


{# The first of the months (quarters) whose following days are all known: `count` of them, the newest first. #}
{% macro period_starts(unit, months, count) -%}
{% for number in range(count) -%}
select cast({{ day_number(dbt.dateadd(
    'month', -months * number,
    dbt.date_trunc(unit, day_date(as_of_day() ~ ' - ' ~ model_setting('horizon_days')))
)) }} as integer) as day
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}


{# Opportunities of a person around each of the days: open on it, or created within the horizon after it. #}
{% macro outcomes_after(days) -%}
    select
        opportunities.person_key, days.day,
        max(case when opportunities.created_day <= days.day then 1 else 0 end) as is_open,
        max(case when opportunities.created_day > days.day then 1 else 0 end) as is_outcome
    from {{ ref('int_person_opportunities') }} as opportunities
    inner join {{ days }} as days
        on opportunities.created_day <= days.day + {{ model_setting('horizon_days') }}
        and (
            opportunities.created_day > days.day
            or coalesce(opportunities.closed_day > days.day, true)
        )
    group by opportunities.person_key, days.day
{%- endmacro %}


{# Bounds of Wilson's 95 % interval of a share. #}
{% macro wilson_bound(part, whole, sign) -%}
    {%- set bound -%}
    (
        {{ part }} + {{ z_95() }} * {{ z_95() }} / 2 {{ sign }} {{ z_95() }} * sqrt(
            cast({{ part }} as double) * ({{ whole }} - {{ part }}) / {{ whole }} + {{ z_95() }} * {{ z_95() }} / 4
        )
    ) / ({{ whole }} + {{ z_95() }} * {{ z_95() }})
    {%- endset -%}
    case when {{ whole }} > 0 then {{ six_places('greatest(0, least(1, ' ~ bound ~ '))') }} end
{%- endmacro %}
