{# So many days a person counts as engaged, the day of the engagement included: in the buying group,
   account_stages and account_profile alike. #}
{% macro engaged_window_days() -%} 90 {%- endmacro %}


{# Where a buying group stands in one role. #}
{% macro role_status(known, engaged, was_engaged) -%}
    case
        when {{ known }} = 0 then 'missing'
        when {{ engaged }} > 0 then 'engaged'
        when {{ was_engaged }} then 'dark'
        else 'identified'
    end
{%- endmacro %}
