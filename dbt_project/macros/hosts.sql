{# A host without its www., as people say it. #}
{% macro without_www(host) -%}
    case when {{ host }} like 'www.%' then substr({{ host }}, 5) else {{ host }} end
{%- endmacro %}
