{# One row per key: its latest version.

   Versions dated after as_of do not exist, unless nothing older does: then the first version
   stands in for the time before it. On a tie the later landing run wins, within a run the
   greatest row text, so that the order of rows in a file never matters. Only repeated keys are
   sorted: most of a large table passes by untouched. #}
{% macro latest_version(relation, key, columns, updated_at=none) %}
{%- set provenance = ['_extra', '_landing_run', '_row_hash'] -%}
with

versions as (

    select {{ (columns + provenance) | join(', ') }} from {{ relation }}

),

repeated_keys as (

    select {% for name in key %}coalesce(cast({{ name }} as varchar), '') as key_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    from versions
    group by {% for name in key %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    having count(*) > 1

),

matched as (

    select versions.*, repeated_keys.key_1 is not null as is_repeated
    from versions
    left join repeated_keys
        on {% for name in key %}coalesce(cast(versions.{{ name }} as varchar), '') = repeated_keys.key_{{ loop.index }}{{ ' and ' if not loop.last }}{% endfor %}

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key | join(', ') }}
            order by {{ version_order(columns, updated_at) }}
        ) as version_rank
    from matched
    where is_repeated

)

select {{ (columns + provenance) | join(', ') }} from matched where not is_repeated
union all
select {{ (columns + provenance) | join(', ') }} from ranked where version_rank = 1
{% endmacro %}


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
