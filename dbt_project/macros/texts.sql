{# Texts of a group in one, in the order of one or more expressions; null if there are none. #}
{% macro joined_text(text, delimiter, order_by) -%}
    {{ return(adapter.dispatch('joined_text')(text, delimiter, order_by)) }}
{%- endmacro %}

{% macro default__joined_text(text, delimiter, order_by) -%}
    {{ dbt.listagg(text, "'" ~ delimiter ~ "'", 'order by ' ~ order_by) }}
{%- endmacro %}

{# Spark collects in any order. #}
{% macro spark__joined_text(text, delimiter, order_by) -%}
    case when count({{ text }}) > 0 then array_join(
        transform(
            array_sort(collect_list(case when {{ text }} is not null then struct({{ order_by }}, {{ text }} as joined) end)),
            item -> item.joined
        ),
        '{{ delimiter }}'
    ) end
{%- endmacro %}
