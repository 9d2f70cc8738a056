{# Metrics of an account that are sums over its touches, columns of int_actor_days. #}
{% macro summed_metrics() -%}
    {{ return(['impressions', 'engagements', 'signals', 'explicit_intents', 'sales_activities']) }}
{%- endmacro %}

{# Metrics that count different days, each with the column that marks such a day. #}
{% macro day_metrics() -%}
    {{ return({'impression_days': 'impressions', 'engaged_days': 'engagements'}) }}
{%- endmacro %}
