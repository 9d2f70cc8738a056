{# Rows of a rule file for each score: those that name it, and of those that name none whatever
   `keys` no row of its own says already. #}
{% macro rows_of_scores(file, keys, values) -%}
    select
        scores.score_no,
        {% for column in keys + values -%}
        rule_rows.{{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_scores') }} as scores
    inner join {{ ref(file) }} as rule_rows
        on coalesce(rule_rows.score_name, scores.score_name) = scores.score_name
    where rule_rows.score_name is not null
        or not exists (
            select 1 from {{ ref(file) }} as own_rows
            where own_rows.score_name = scores.score_name
                {% for key in keys -%}
                and own_rows.{{ key }} = rule_rows.{{ key }}
                {% endfor %}
        )
{%- endmacro %}


{# Points from and up to which each grade of an axis holds: the highest minimum reached wins. #}
{% macro grade_bounds(axis) -%}
    select
        grade,
        {{ cents('minimum') }} as from_cents,
        coalesce({{ cents('lead(minimum) over (order by minimum)') }}, {{ most_rule_cents() }}) as to_cents
    from {{ ref('lead_grades') }}
    where axis = '{{ axis }}'
{%- endmacro %}
