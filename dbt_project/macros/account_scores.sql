{# Points of a rule of the account score in hundredths, of a metric's value as steps hold it: whole
   numbers, icp_score in hundredths plus one and 0 while it is unknown. #}
{% macro account_rule_cents(value, rules) -%}
    least(
        {{ whole_quotient(
            "case when " ~ rules ~ ".metric = 'icp_score' then greatest(" ~ value ~ " - 1, 0) "
            "else 100 * " ~ value ~ " end",
            rules ~ '.per_cents'
        ) }} * {{ rules }}.points_cents,
        coalesce({{ rules }}.cap_cents, 9000000000000000000)
    )
{%- endmacro %}
