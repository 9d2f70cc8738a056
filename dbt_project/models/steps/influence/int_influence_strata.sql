{# Both sides of every comparison: days and moves of a unit exposed and not, by stratum; beside all accounts the
   targets among them. A campaign is compared with days without any touch of its channel; where other
   touches of the channel are active too, with days on which those alone are. #}
{% set sums = ['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5'] -%}
{% set columns = sums + sums | map('replace', '', 'target_', 1) | list -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

{# Without groups few rows are left to be joined. #}
channel_cells as (

    select
        channel, basis, lag, stratum,
        {% for name in sums -%}
        cast(sum({{ name }}) as bigint) as {{ name }},
        cast(sum(case when is_target then {{ name }} else 0 end) as bigint) as target_{{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_channel_cells') }}
    group by channel, basis, lag, stratum

),

channel_sides as (

    select
        channel, basis, lag between 1 and 3 as is_exposed, stratum,
        {% for name in columns %}cast(sum({{ name }}) as bigint) as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from channel_cells
    group by channel, basis, lag between 1 and 3, stratum

),

campaign_cells as (

    select
        unit_no, basis, has_siblings, stratum,
        {% for name in sums -%}
        cast(sum({{ name }}) as bigint) as {{ name }},
        cast(sum(case when is_target then {{ name }} else 0 end) as bigint) as target_{{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_campaign_cells') }}
    group by unit_no, basis, has_siblings, stratum

),

holdout_cells as (

    select
        unit_no, is_exposed, {{ in_state('segment', 'segment_no') }} + {{ in_state('stage', 'ordinal + 1') }} as stratum,
        {% for name in sums -%}
        cast(sum({{ name }}) as bigint) as {{ name }},
        cast(sum(case when is_target then {{ name }} else 0 end) as bigint) as target_{{ name }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_holdout_cells') }}
    group by unit_no, is_exposed, segment_no, ordinal

),

{# Channels, steps of days since their last touch, and holdouts have cells of either side. #}
sides as (

    select units.unit_no, cells.basis, cells.is_exposed, cells.stratum,
        {% for name in columns %}cells.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from channel_sides as cells
    inner join units on cells.channel = units.channel and units.level = 'channel'
    union all
    select units.unit_no, cells.basis, cells.lag > 0, cells.stratum,
        {% for name in columns %}cells.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from channel_cells as cells
    inner join units on cells.channel = units.channel and units.level = 'lag' and cells.lag in (0, units.lag)
    where cells.basis = 'replayed'
    union all
    select unit_no, 'replayed', is_exposed, stratum, {{ columns | join(', ') }}
    from holdout_cells

),

strata as (

    select
        unit_no, basis, false as has_siblings, stratum,
        {% for side, condition in [('exposed', 'is_exposed'), ('unexposed', 'not is_exposed')] -%}
        {% for name in columns -%}
        cast(sum(case when {{ condition }} then {{ name }} else 0 end) as bigint) as {{ name }}_{{ side }}{{ ',' if not loop.last }}
        {% endfor -%}
        {{ ',' if not loop.last }}
        {% endfor %}
    from sides
    group by unit_no, basis, stratum
    union all
    {# Among days exposed to the channel, those of the campaign itself are no comparison. #}
    select
        own.unit_no, own.basis, own.has_siblings, own.stratum,
        {% for name in columns -%}
        own.{{ name }},
        {% endfor -%}
        {% for name in columns -%}
        coalesce(others.{{ name }}, 0) - case when own.has_siblings then own.{{ name }} + coalesce(alone.{{ name }}, 0) else 0 end{{ ',' if not loop.last }}
        {% endfor %}
    from campaign_cells as own
    inner join units on own.unit_no = units.unit_no
    left join channel_sides as others
        on units.channel = others.channel
        and own.basis = others.basis
        and own.has_siblings = others.is_exposed
        and own.stratum = others.stratum
    left join (select *, true as beside_siblings from campaign_cells where not has_siblings) as alone
        on own.unit_no = alone.unit_no
        and own.basis = alone.basis
        and own.has_siblings = alone.beside_siblings
        and own.stratum = alone.stratum

)

select unit_no, basis, has_siblings, stratum, {{ stratum_columns('stratum') }},
    {% for side in ['exposed', 'unexposed'] -%}
    {% for name in columns %}{{ name }}_{{ side }}{{ ', ' if not loop.last }}{% endfor %}{{ ',' if not loop.last }}
    {% endfor %}
from strata
