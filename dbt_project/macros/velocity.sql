{# Days within which a move counts for the rate of a cohort. #}
{% macro horizon_days() -%} 90 {%- endmacro %}

{# Two-sided 95 % point of the normal distribution. #}
{% macro z_95() -%} 1.959963984540054e0 {%- endmacro %}

{# Stands for "any stage further on". Stages have ordinals from 0 on; what stands beside them (rejected,
   recycled) is below 0, and no way there is forward. #}
{% macro any_forward() -%} -9 {%- endmacro %}

{# Does a spell that ended in exits.next_ordinal make the move of the target? From the last stage to
   itself means churn: every way out of it. #}
{% macro makes_move() -%}
    (
        exits.next_ordinal = targets.to_ordinal
        or (
            targets.to_ordinal = {{ any_forward() }}
            and exits.next_ordinal > targets.from_ordinal
            and exits.next_ordinal >= 0
        )
        or (targets.to_ordinal = targets.from_ordinal and exits.next_ordinal < targets.from_ordinal)
    )
{%- endmacro %}

{# Has a share sunk to one half? Shares are products of doubles: one half may come out a few 1e-16
   above itself, by another order of factors below. Neither may move a median by weeks. #}
{% macro is_half_or_less(share) -%} {{ share }} <= 0.5 + 1e-9 {%- endmacro %}
