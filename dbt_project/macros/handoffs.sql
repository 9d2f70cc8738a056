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


{# A metric of lead rules as text: points have two places, everything else counts in ones. #}
{% macro lead_metric_text(metric, value) -%}
    case
        when {{ metric }} in ('score', 'fit', 'engagement', 'intent') then cast({{ points(value) }} as varchar)
        else cast({{ value }} as varchar)
    end
{%- endmacro %}
