{# Days are whole numbers (days since 1970-01-01) in all steps: arithmetic on them reads the same
   on every engine and keeps keys narrow. Marts turn them back into dates. #}

{% macro day_number(expression) -%}
    {{ return(adapter.dispatch('day_number')(expression)) }}
{%- endmacro %}

{% macro default__day_number(expression) -%}
    cast(cast({{ expression }} as date) - date '1970-01-01' as integer)
{%- endmacro %}

{% macro spark__day_number(expression) -%}
    unix_date(cast({{ expression }} as date))
{%- endmacro %}


{% macro day_date(expression) -%}
    {{ return(adapter.dispatch('day_date')(expression)) }}
{%- endmacro %}

{% macro default__day_date(expression) -%}
    (date '1970-01-01' + cast({{ expression }} as integer))
{%- endmacro %}

{% macro spark__day_date(expression) -%}
    date_from_unix_date({{ expression }})
{%- endmacro %}


{# The business day on which a UTC timestamp falls. #}
{% macro business_day(timestamp_expression) -%}
    {%- if var('business_timezone') == 'UTC' -%}
    {{ day_number(timestamp_expression) }}
    {%- else -%}
    {{ day_number(adapter.dispatch('local_timestamp')(timestamp_expression, var('business_timezone'))) }}
    {%- endif -%}
{%- endmacro %}

{% macro default__local_timestamp(timestamp_expression, timezone) -%}
    timezone('{{ timezone }}', timezone('UTC', {{ timestamp_expression }}))
{%- endmacro %}

{% macro spark__local_timestamp(timestamp_expression, timezone) -%}
    from_utc_timestamp({{ timestamp_expression }}, '{{ timezone }}')
{%- endmacro %}


{# The run's one business date: the only "now" a model may know. #}
{% macro as_of_day() -%}
    (select as_of_day from {{ ref('stg_control__run') }})
{%- endmacro %}

{# A day no event reaches: end of what lasts for ever. #}
{% macro last_day() -%} 2000000 {%- endmacro %}

{# A day before every event: start of what has held always. #}
{% macro first_day() -%} -1000000 {%- endmacro %}
