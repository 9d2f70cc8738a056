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
    coalesce(cast({{ name }} as string), '')
{%- endmacro %}


{# Best version first. #}
{% macro version_order(columns, updated_at=none) -%}
    {%- if updated_at -%}
    case when {{ business_day(updated_at) }} <= {{ as_of_day() }} then 0 else 1 end,
    case when {{ business_day(updated_at) }} <= {{ as_of_day() }} then {{ updated_at }} end desc,
    {{ updated_at }},
    {%- endif -%}
    {{ newest_row(columns) }}
{%- endmacro %}


{# One row per key and day on which a version began, the version that held at the end of that day,
   valid from `starts_day` on; and one row for the time before, which the first version fills
   (`is_backfilled`). Without any version up to as_of that row is the only one. Where the source
   gives field_history of `history_object`, its changes before the first version cut the time before
   it: an attribute has the value of its latest change, before any the old value of the first. #}
{% macro versions_by_day(relation, key, columns, history_object=none, attributes={}) %}
{%- set provenance = ['_extra', '_landing_run', '_row_hash'] -%}
with

versions as (

    select {{ (columns + provenance) | join(', ') }}, {{ business_day('updated_at') }} as version_day
    from {{ relation }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by {{ key }}, version_day
            order by updated_at desc, {{ newest_row(columns) }}
        ) as rank_in_day,
        row_number() over (partition by {{ key }} order by updated_at, {{ newest_row(columns) }}) as rank_from_first
    from versions

),

first_versions as (

    select * from ranked where rank_from_first = 1

){% if history_object %},

changes as (

    select
        history.id, lower(trim(history.field)) as field, history.changed_at,
        {{ business_day('history.changed_at') }} as change_day,
        nullif(trim(history.old_value), '') as old_value,
        nullif(trim(history.new_value), '') as new_value
    from {{ ref('stg_crm__field_history') }} as history
    inner join first_versions on history.id = first_versions.{{ key }}
    where lower(trim(history.object)) = '{{ history_object }}'
        and {{ business_day('history.changed_at') }} < first_versions.version_day
        and lower(trim(history.field)) in ('{{ attributes.keys() | join("', '") }}')

),

starts as (

    select id, change_day as starts_day from changes
    union
    select id, {{ first_day() }} from changes

),

past_values as (

    select
        starts.id, starts.starts_day, changes.field,
        case when changes.change_day <= starts.starts_day then changes.new_value else changes.old_value end as value,
        row_number() over (
            partition by starts.id, starts.starts_day, changes.field
            order by
                case when changes.change_day <= starts.starts_day then 0 else 1 end,
                case when changes.change_day <= starts.starts_day then changes.changed_at end desc,
                changes.changed_at, changes.new_value, changes.old_value
        ) as value_rank
    from starts
    inner join changes on starts.id = changes.id

),

past as (

    select
        id, starts_day
        {%- for name, type in attributes.items() %},
        max(case when field = '{{ name }}' then 1 else 0 end) as has_{{ name }},
        try_cast(max(case when field = '{{ name }}' then value end) as {{ type }}) as past_{{ name }}
        {%- endfor %}
    from past_values
    where value_rank = 1
    group by id, starts_day

){% endif %}

select
    {{ (columns + provenance) | join(', ') }}, version_day,
    version_day as starts_day, false as is_backfilled
from ranked
where rank_in_day = 1 and version_day <= {{ as_of_day() }}
union all
select
    {% for name in columns -%}
    {% if name in attributes -%}
    case when past.has_{{ name }} = 1 then past.past_{{ name }} else first_versions.{{ name }} end,
    {%- else -%}
    first_versions.{{ name }},
    {%- endif %}
    {% endfor -%}
    {% for name in provenance %}first_versions.{{ name }}, {% endfor %}first_versions.version_day,
    {{ 'coalesce(past.starts_day, ' ~ first_day() ~ ')' if history_object else first_day() }}, true
from first_versions
{% if history_object -%}
left join past on first_versions.{{ key }} = past.id
{%- endif %}
{% endmacro %}


{# On a tie the later landing run wins, within a run the greatest row text. #}
{% macro newest_row(columns) -%}
    _landing_run desc
    {%- for name in columns %}, coalesce(cast({{ name }} as string), '') desc{% endfor %}
{%- endmacro %}
