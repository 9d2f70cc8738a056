{# One row per key: its latest version.

   Versions dated after as_of do not exist, unless nothing older does: then the first version
   stands in for the time before it. On a tie the later landing run wins, within a run the
   greatest row text, so that the order of rows in a file never matters. Only repeated keys are
   sorted; all other rows of a large table pass by in one scan. #}
{% macro latest_version(relation, key, columns, updated_at=none) %}
{%- set provenance = ['_extra', '_landing_run', '_row_hash'] -%}
with

repeated_keys as (

    select {% for name in key %}{{ key_text(name) }} as key_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ relation }}
    group by {% for name in key %}{{ key_text(name) }}{{ ', ' if not loop.last }}{% endfor %}
    having count(*) > 1

),

ranked as (

    select
        repeated_keys.*,
        versions._row_hash as best_row,
        row_number() over (
            partition by {% for name in key %}repeated_keys.key_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
            order by {{ version_order(columns, updated_at) }}
        ) as version_rank
    from {{ relation }} as versions
    inner join repeated_keys
        on {% for name in key %}{{ key_text('versions.' ~ name) }} = repeated_keys.key_{{ loop.index }}{{ ' and ' if not loop.last }}{% endfor %}

),

best_versions as (

    select * from ranked where version_rank = 1

)

select {% for name in columns + provenance %}versions.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
from {{ relation }} as versions
left join best_versions
    on {% for name in key %}{{ key_text('versions.' ~ name) }} = best_versions.key_{{ loop.index }}{{ ' and ' if not loop.last }}{% endfor %}
where best_versions.best_row is null or versions._row_hash = best_versions.best_row
{% endmacro %}


{# A part of a key may be null where the key is made of alternatives. #}
{% macro key_text(name) -%}
    coalesce(cast({{ name }} as varchar), '')
{%- endmacro %}


{# Best version first. #}
{% macro version_order(columns, updated_at=none) -%}
    {%- if updated_at -%}
    case when {{ business_day(updated_at) }} <= {{ as_of_day() }} then 0 else 1 end,
    case when {{ business_day(updated_at) }} <= {{ as_of_day() }} then {{ updated_at }} end desc,
    {{ updated_at }},
    {%- endif -%}
    _landing_run desc
    {%- for name in columns %}, coalesce(cast({{ name }} as varchar), '') desc{% endfor %}
{%- endmacro %}


{# One row per key and day on which a version began, the version that held at the end of that day.
   Without any version up to as_of the first one stands in. #}
{% macro versions_by_day(relation, key, columns) %}
{%- set provenance = ['_extra', '_landing_run', '_row_hash'] -%}
with

versions as (

    select
        {{ (columns + provenance) | join(', ') }},
        {{ business_day('updated_at') }} as version_day,
        min({{ business_day('updated_at') }}) over (partition by {{ key }}) as first_version_day
    from {{ relation }}

),

known as (

    select * from versions
    where version_day <= {{ as_of_day() }} or version_day = first_version_day

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key }}, version_day
            order by updated_at desc, _landing_run desc
            {%- for name in columns %}, coalesce(cast({{ name }} as varchar), '') desc{% endfor %}
        ) as version_rank
    from known

)

select
    {{ (columns + provenance) | join(', ') }},
    version_day,
    version_day = first_version_day as is_first_version
from ranked
where version_rank = 1
{% endmacro %}
