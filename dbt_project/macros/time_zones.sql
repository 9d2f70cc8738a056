{# A UTC timestamp on the clocks of a zone that a column names; daylight saving is the database's. #}
{% macro zoned_timestamp(timestamp_expression, zone) -%}
    {{ return(adapter.dispatch('zoned_timestamp')(timestamp_expression, zone)) }}
{%- endmacro %}

{% macro default__zoned_timestamp(timestamp_expression, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ timestamp_expression }}))
{%- endmacro %}

{% macro spark__zoned_timestamp(timestamp_expression, zone) -%}
    from_utc_timestamp({{ timestamp_expression }}, {{ zone }})
{%- endmacro %}


{# Names of the zones that the database knows: any other would stop the run. Spark lists none, so there the
   zones of the seed are those that are known. #}
{% macro known_time_zones() -%}
    {{ return(adapter.dispatch('known_time_zones')()) }}
{%- endmacro %}

{% macro default__known_time_zones() -%}
    select name as time_zone from pg_timezone_names()
{%- endmacro %}

{% macro spark__known_time_zones() -%}
    select distinct time_zone from {{ ref('country_time_zones') }}
{%- endmacro %}


{# 1 is Monday, 7 is Sunday; day 0 was a Thursday. #}
{% macro weekday(day) -%}
    (mod({{ day }} + 3, 7) + 1)
{%- endmacro %}
