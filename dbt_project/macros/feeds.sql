{# Days after a signal was observed on which a feed counts as surging, days followed after each look,
   days between two looks: all alike, so that looks tile the time and see nothing twice. #}
{% macro look_days() -%} 30 {%- endmacro %}

{# So many looks back. #}
{% macro looks() -%} 24 {%- endmacro %}

{# Share of a feed's surges that wider feeds show, too, from which on it is a duplicate. #}
{% macro duplicate_share() -%} 0.8 {%- endmacro %}

{# Groups of accounts that are left out in turn to see how far a figure depends on them. #}
{% macro account_groups() -%} 20 {%- endmacro %}
