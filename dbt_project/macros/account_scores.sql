{# No rule of the account score gives or takes more, in hundredths, and no row of the lead scores' ledger
   shows more: with any number of people, visits and rules a sum of points stays within what is published. #}
{% macro most_rule_cents() -%} 1000000 {%- endmacro %}


{# Points of a rule of the account score in hundredths, of a metric's value as steps hold it: whole
   numbers, icp_score in hundredths plus one and 0 while it is unknown. Points of so many units as
   reach the limit by one hundredth each are enough to count. #}
{% macro account_rule_cents(value, rules) -%}
    {%- set limit = "coalesce(" ~ rules ~ ".cap_cents, " ~ most_rule_cents() ~ ")" -%}
    {%- set units = whole_quotient(
        "case when " ~ rules ~ ".metric = 'icp_score' then greatest(" ~ value ~ " - 1, 0) "
        "else 100 * " ~ value ~ " end",
        rules ~ ".per_cents"
    ) -%}
    greatest(-{{ limit }}, least({{ limit }}, least({{ units }}, {{ most_rule_cents() }}) * {{ rules }}.points_cents))
{%- endmacro %}
