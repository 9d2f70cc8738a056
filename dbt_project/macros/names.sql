{# Can it be somebody's name? Not without a letter, with a digit, with one letter four times in a row,
   or with a word of seed nonsense_names. #}
{% macro name_looks_real(expression) -%}
    (
        {{ adapter.dispatch('has_letters_only')(expression) }}
        and not exists (
            select 1 from {{ ref('nonsense_names') }} as nonsense_names
            where {{ has_word('lower(' ~ expression ~ ')', 'lower(trim(nonsense_names.pattern))') }}
        )
    )
{%- endmacro %}

{% macro default__has_letters_only(expression) -%}
    regexp_matches({{ expression }}, '\p{L}')
    and not regexp_matches({{ expression }}, '\p{N}')
    and not regexp_matches(lower({{ expression }}), '{{ repeated_letters() }}')
{%- endmacro %}

{% macro spark__has_letters_only(expression) -%}
    {{ expression }} rlike r'\p{L}'
    and not {{ expression }} rlike r'\p{N}'
    and not lower({{ expression }}) rlike '{{ repeated_letters() }}'
{%- endmacro %}

{% macro repeated_letters() -%}
    {%- for letter in 'abcdefghijklmnopqrstuvwxyz' %}{{ letter * 4 }}{{ '|' if not loop.last }}{% endfor %}
{%- endmacro %}


{# A word of a list, in any case and spacing; null for any other, as if nothing were said. #}
{% macro one_of(expression, words) -%}
    case when lower(trim({{ expression }})) in ('{{ words | join("', '") }}') then lower(trim({{ expression }})) end
{%- endmacro %}
