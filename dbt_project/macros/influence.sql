{# A number below 2 ** 28 that belongs to a text for ever, the same on every engine. #}
{% macro stable_number(text) -%}
    {{ return(adapter.dispatch('stable_number')(text)) }}
{%- endmacro %}

{% macro default__stable_number(text) -%}
    cast('0x' || substr(md5({{ text }}), 1, 7) as bigint)
{%- endmacro %}

{% macro spark__stable_number(text) -%}
    cast(conv(substr(md5({{ text }}), 1, 7), 16, 10) as bigint)
{%- endmacro %}


{# Moves forward of episodes, one column for each stage that they lead to. #}
{% macro count_moves(moved_to) -%}
    {% for target in range(1, 6) -%}
    count(case when {{ moved_to }} = {{ target }} then 1 end) as moves_{{ target }}{{ ', ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Sums of such columns. #}
{% macro sum_moves(prefix, alias) -%}
    {% for target in range(1, 6) -%}
    cast(sum({{ prefix }}_{{ target }}) as bigint) as {{ alias }}_{{ target }}{{ ', ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# Such columns as they are. #}
{% macro moves_columns(prefix) -%}
    {% for target in range(1, 6) %}{{ prefix }}moves_{{ target }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{# A figure in a sentence. #}
{% macro number_text(expression, digits=2) -%}
    cast(cast({{ expression }} as decimal(18, {{ digits }})) as varchar)
{%- endmacro %}

{% macro percent_text(expression) -%}
    {{ number_text('100 * ' ~ expression, 1) }} || ' %'
{%- endmacro %}

{# Which other channels are active: their pattern, or their number where there are more than six. #}
{% macro others_pattern(mask, units) -%}
    case
        when {{ units }}.channels <= 7 then {{ mask }} & ~{{ units }}.channel_bit
        else bit_count({{ mask }} & ~{{ units }}.channel_bit)
    end
{%- endmacro %}


{# Upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17, error below 7.5e-8. #}
{% macro normal_tail(z) -%}
    (
        exp(-({{ z }}) * ({{ z }}) / 2) / 2.5066282746310002
        * {{ horner('(1 / (1 + 0.2316419 * (' ~ z ~ ')))',
            [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429]) }}
    )
{%- endmacro %}

{% macro horner(x, coefficients) -%}
    {{ x }} * ({{ coefficients[0] }}{% if coefficients | length > 1 %} + {{ horner(x, coefficients[1:]) }}{% endif %})
{%- endmacro %}
