{# Does a value match one item of a rule? Values and items are text; '' stands for null, which
   only is_null matches. Words end where no Unicode letter, digit or underscore follows; an item
   with Han characters matches anywhere, since Chinese is written without spaces. #}
{% macro rule_item_matches(value, items) -%}
    case
        when {{ items }}.operator = 'is_null' then {{ value }} = ''
        when {{ value }} = '' then false
        when {{ items }}.operator = 'is_not_null' then true
        when {{ items }}.operator in ('equals', 'in')
            then coalesce({{ as_number(value) }} = {{ items }}.low, lower(trim({{ value }})) = {{ items }}.item)
        when {{ items }}.operator = 'at_least' then coalesce({{ as_number(value) }} >= {{ items }}.low, false)
        when {{ items }}.operator = 'at_most' then coalesce({{ as_number(value) }} <= {{ items }}.low, false)
        when {{ items }}.operator = 'between'
            then coalesce({{ as_number(value) }} between {{ items }}.low and {{ items }}.high, false)
        when {{ has_han(items ~ '.item') }} then {{ dbt.position(items ~ '.item', 'lower(' ~ value ~ ')') }} > 0
        else {{ has_word('lower(' ~ value ~ ')', items ~ '.item') }}
    end
{%- endmacro %}


{% macro as_number(expression) -%}
    try_cast({{ expression }} as decimal(38, 6))
{%- endmacro %}


{% macro has_han(expression) -%}
    {{ return(adapter.dispatch('has_han')(expression)) }}
{%- endmacro %}

{% macro default__has_han(expression) -%}
    regexp_matches({{ expression }}, '\p{Han}')
{%- endmacro %}

{% macro spark__has_han(expression) -%}
    {{ expression }} rlike r'\p{IsHan}'
{%- endmacro %}


{# Both sides keep their length when everything but letters, digits and underscores becomes a blank,
   so a blank on either side is a border. One constant pattern is compiled once; a pattern per rule
   and row would be compiled anew each time, which took 1 ms each. #}
{% macro has_word(text, word) -%}
    (
        {{ dbt.position(word, text) }} > 0
        and {{ dbt.position(
            "' ' || " ~ word_shape(word) ~ " || ' '", "' ' || " ~ word_shape(text) ~ " || ' '"
        ) }} > 0
    )
{%- endmacro %}


{% macro word_shape(expression) -%}
    {{ return(adapter.dispatch('word_shape')(expression)) }}
{%- endmacro %}

{% macro default__word_shape(expression) -%}
    regexp_replace({{ expression }}, '[^\p{L}\p{N}_]', ' ', 'g')
{%- endmacro %}

{% macro spark__word_shape(expression) -%}
    regexp_replace({{ expression }}, r'[^\p{L}\p{N}_]', ' ')
{%- endmacro %}


{# One row per item of a value written as a|b|c. #}
{% macro split_items(expression) -%}
    {{ return(adapter.dispatch('split_items')(expression)) }}
{%- endmacro %}

{% macro default__split_items(expression) -%}
    unnest(string_split({{ expression }}, '|'))
{%- endmacro %}

{% macro spark__split_items(expression) -%}
    explode(split({{ expression }}, '[|]'))
{%- endmacro %}


{# The text of a field inside a JSON object, null if it is not there. #}
{% macro json_text(object, name) -%}
    {{ return(adapter.dispatch('json_text')(object, name)) }}
{%- endmacro %}

{% macro default__json_text(object, name) -%}
    json_extract_string({{ object }}, '$."' || {{ name }} || '"')
{%- endmacro %}

{% macro spark__json_text(object, name) -%}
    from_json({{ object }}, 'map<string,string>')[{{ name }}]
{%- endmacro %}
