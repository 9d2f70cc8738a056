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


{# Occurrences of the word become a mark that no text holds, and a constant pattern looks for a mark
   between borders: it is compiled once, while a pattern per rule took 1 ms for each row. #}
{% macro has_word(text, word) -%}
    {{ return(adapter.dispatch('has_mark')("replace(" ~ text ~ ", " ~ word ~ ", chr(1))")) }}
{%- endmacro %}

{% macro default__has_mark(text) -%}
    regexp_matches({{ text }}, '(^|[^\p{L}\p{N}_\x01])\x01($|[^\p{L}\p{N}_\x01])')
{%- endmacro %}

{% macro spark__has_mark(text) -%}
    {{ text }} rlike r'(^|[^\p{L}\p{N}_\x01])\x01($|[^\p{L}\p{N}_\x01])'
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


{# Does a text in lower case hold a word? #}
{% macro term_holds(text, word) -%}
    case
        when {{ has_han(word) }} then {{ dbt.position(word, text) }} > 0
        else {{ has_word(text, word) }}
    end
{%- endmacro %}
