{# Least moves of which typical paths are told; fewer are told with others. #}
{% macro least_moves() -%} 20 {%- endmacro %}

{# What is counted of a path. #}
{% macro path_measures() -%} touches people channels touched_days days_in_stage {%- endmacro %}

{# Weights are whole millionths, so that they add up alike in any order. #}
{% macro weight_units() -%} 1000000 {%- endmacro %}
