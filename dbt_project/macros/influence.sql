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
