{# What is a request, not a measure: somebody waits for an answer. #}
{% macro is_request_crossing(expression) -%}
    {{ expression }} in ('service', 'product', 'request')
{%- endmacro %}


{# CTEs that keep of each subject's crossings (a CTE of subject, day and quiet_days, one row a day) those that
   come more than quiet_days after the last one kept. Each leads to the first that could be kept after it; what
   the first of a subject leads to, however long the chain, is kept: CTE `<prefix>_kept` (subject, day). Must
   stand in a `with recursive`. #}
{% macro keep_apart(prefix, crossings, subject) -%}
{{ prefix }}_links as (

    select crossings.{{ subject }}, crossings.day, min(later.day) as next_day
    from {{ crossings }} as crossings
    inner join {{ crossings }} as later
        on crossings.{{ subject }} = later.{{ subject }}
        and later.day - later.quiet_days > crossings.day
    group by crossings.{{ subject }}, crossings.day

),

{{ prefix }}_kept as (

    select {{ subject }}, min(day) as day from {{ crossings }} group by {{ subject }}
    union all
    select links.{{ subject }}, links.next_day
    from {{ prefix }}_kept as kept
    inner join {{ prefix }}_links as links on kept.{{ subject }} = links.{{ subject }} and kept.day = links.day

)
{%- endmacro %}


{# The UTC moment at which a business day begins. #}
{% macro day_start(day_expression) -%}
    {%- if var('business_timezone') == 'UTC' -%}
    cast({{ day_date(day_expression) }} as timestamp)
    {%- else -%}
    {{ adapter.dispatch('utc_timestamp')(day_date(day_expression), var('business_timezone')) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__utc_timestamp(date_expression, timezone) -%}
    timezone('UTC', timezone('{{ timezone }}', cast({{ date_expression }} as timestamp)))
{%- endmacro %}

{% macro spark__utc_timestamp(date_expression, timezone) -%}
    to_utc_timestamp(cast({{ date_expression }} as timestamp), '{{ timezone }}')
{%- endmacro %}


{# A metric's value beside the least value that a rule asks for, in words: pricing page viewed 2 times in 30
   days (needed 1). Both count as in int_qualification_rows. #}
{% macro lead_metric_reading(metric, value, least_value, window_days) -%}
    case
        {%- for name, words in {
            'product_page_views': 'product page viewed', 'pricing_page_views': 'pricing page viewed',
            'demos_attended': 'demo attended', 'trials_started': 'trial started',
            'upgrade_requests': 'upgrade requested', 'customer_upgrade_requests': 'upgrade requested as a customer',
            'explicit_requests': 'asked explicitly', 'content_downloads': 'content downloaded',
            'webinars_attended': 'webinar attended', 'engagements': 'engaged', 'exposures': 'saw us'
        }.items() %}
        when {{ metric }} = '{{ name }}'
            then '{{ words }} ' || cast({{ value }} as string) || case when {{ value }} = 1 then ' time' else ' times' end
        {%- endfor %}
        {%- for name, words in {
            'distinct_calls_to_action': 'different calls to action', 'signals': 'buying signals',
            'engaged_days': 'days with engagement', 'need_strength': 'strength of need'
        }.items() %}
        when {{ metric }} = '{{ name }}' then '{{ words }}: ' || cast({{ value }} as string)
        {%- endfor %}
        {%- for name, words in {
            'score': 'score', 'fit': 'points of fit', 'engagement': 'points of engagement', 'intent': 'points of intent'
        }.items() %}
        when {{ metric }} = '{{ name }}' then '{{ words }}: ' || {{ points_in_short(value) }}
        {%- endfor %}
        when {{ metric }} = 'bant_known' then 'BANT known: ' || cast({{ value }} as string) || ' of 4'
        when {{ metric }} = 'budget_known' then 'budget ' || {{ known_words(value, 'known') }}
        when {{ metric }} = 'budget_confirmed' then 'budget ' || {{ known_words(value, 'confirmed') }}
        when {{ metric }} = 'authority_level' then 'authority: ' || {{ authority_words(value) }}
        when {{ metric }} = 'urgency' then 'time to buy: ' || {{ urgency_words(value) }}
    end
    || {{ window_words(window_days) }}
    || ' (needed '
    || case
        when {{ metric }} in ('score', 'fit', 'engagement', 'intent') then {{ points_in_short(least_value) }}
        when {{ metric }} = 'budget_known' then {{ known_words(least_value, 'known') }}
        when {{ metric }} = 'budget_confirmed' then {{ known_words(least_value, 'confirmed') }}
        when {{ metric }} = 'authority_level' then {{ authority_words(least_value) }}
        when {{ metric }} = 'urgency' then {{ urgency_words(least_value) }}
        else cast({{ least_value }} as string)
    end
    || ')'
{%- endmacro %}

{% macro known_words(value, word) -%}
    case when {{ value }} >= 1 then '{{ word }}' else 'not {{ word }}' end
{%- endmacro %}

{% macro authority_words(value) -%}
    case
        when {{ value }} >= 3 then 'decision maker' when {{ value }} = 2 then 'influencer'
        when {{ value }} = 1 then 'user' else 'unknown'
    end
{%- endmacro %}

{% macro urgency_words(value) -%}
    case
        when {{ value }} >= 2 then 'within 30 days' when {{ value }} = 1 then 'within 90 days' else 'later or unknown'
    end
{%- endmacro %}


{# Points as people write them: 25, 14.50. #}
{% macro points_in_short(cents_expression) -%}
    replace(cast({{ points(cents_expression) }} as string), '.00', '')
{%- endmacro %}


{# A text that begins with a capital letter. #}
{% macro capitalised(expression) -%}
    upper(substring({{ expression }}, 1, 1)) || substring({{ expression }}, 2)
{%- endmacro %}
