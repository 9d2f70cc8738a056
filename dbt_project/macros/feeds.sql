{# Days after a signal was observed on which a feed counts as surging, days followed after each look,
   days between two looks: all alike, so that looks tile the time and see nothing twice. #}
{% macro look_days() -%} 30 {%- endmacro %}

{# So many looks back. #}
{% macro looks() -%} 24 {%- endmacro %}

{# Share of a feed's surges that wider feeds show, too, from which on it is a duplicate. #}
{% macro duplicate_share() -%} 0.8 {%- endmacro %}

{# Looks at which a feed has to show a surge before it can be called a duplicate: a few alike are chance. #}
{% macro least_sightings() -%} 20 {%- endmacro %}

{# Groups of accounts that are left out in turn to see how far a figure depends on them. #}
{% macro account_groups() -%} 20 {%- endmacro %}

{# The ratio of a row of `judged` and its interval, in words. #}
{% macro interval_words(times, until) -%}
    {{ number_text('judged.ratio') }} || ' {{ times }}' || {{ number_text('judged.ratio_low') }} || '{{ until }}'
        || {{ number_text('judged.ratio_high') }}
{%- endmacro %}
