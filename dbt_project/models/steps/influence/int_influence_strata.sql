{# Both sides of every comparison: days and moves of a unit exposed and not, by stratum, group of the
   jackknife, and whether the accounts are targets. A campaign is compared with days without any touch of
   its channel; where other touches of the channel are active too, with days on which those alone are. #}
{% set stratum = ['segment_no', 'ordinal', 'time_bucket', 'bin', 'others'] -%}
{% set cell = ['jackknife_group', 'is_target'] + stratum -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

channel_cells as (

    select
        channel, basis, lag between 1 and 3 as is_exposed,
        {% for column in cell %}{{ column }}, {% endfor %}
        sum(days) as days, {{ sum_moves('moves', 'moves') }}
    from {{ ref('int_channel_cells') }}
    group by channel, basis, lag between 1 and 3{% for column in cell %}, {{ column }}{% endfor %}

),

campaign_strata as (

    select distinct unit_no, basis, has_siblings, {{ stratum | join(', ') }}
    from {{ ref('int_campaign_cells') }}

),

sides as (

    select units.unit_no, cells.basis, false as has_siblings, cells.is_exposed, 1 as sign,
        {% for column in cell %}cells.{{ column }}, {% endfor %}cells.days, {{ moves_columns('cells.') }}
    from channel_cells as cells
    inner join units on cells.channel = units.channel and units.level = 'channel'
    union all
    select units.unit_no, cells.basis, false, cells.lag > 0, 1,
        {% for column in cell %}cells.{{ column }}, {% endfor %}cells.days, {{ moves_columns('cells.') }}
    from {{ ref('int_channel_cells') }} as cells
    inner join units on cells.channel = units.channel and units.level = 'lag' and cells.lag in (0, units.lag)
    where cells.basis = 'replayed'
    union all
    select unit_no, basis, has_siblings, true, 1,
        {% for column in cell %}{{ column }}, {% endfor %}days, {{ moves_columns('') }}
    from {{ ref('int_campaign_cells') }}
    union all
    select units.unit_no, cells.basis, strata.has_siblings, false, 1,
        {% for column in cell %}cells.{{ column }}, {% endfor %}cells.days, {{ moves_columns('cells.') }}
    from campaign_strata as strata
    inner join units on strata.unit_no = units.unit_no
    inner join channel_cells as cells
        on units.channel = cells.channel and strata.basis = cells.basis and strata.has_siblings = cells.is_exposed
        {% for column in stratum %}and strata.{{ column }} = cells.{{ column }} {% endfor %}
    union all
    select unit_no, 'replayed', false, is_exposed, 1,
        jackknife_group, is_target, segment_no, ordinal, 0, 0, 0, days, {{ moves_columns('') }}
    from {{ ref('int_holdout_cells') }}
    {# Among days exposed to the channel, those of the campaign itself are no comparison. #}
    union all
    select own.unit_no, own.basis, true, false, -1,
        {% for column in cell %}own.{{ column }}, {% endfor %}own.days, {{ moves_columns('own.') }}
    from {{ ref('int_campaign_cells') }} as own
    inner join campaign_strata as strata
        on own.unit_no = strata.unit_no and own.basis = strata.basis and strata.has_siblings
        {% for column in stratum %}and own.{{ column }} = strata.{{ column }} {% endfor %}

)

select
    unit_no, basis, has_siblings, {{ stratum | join(', ') }}, jackknife_group, is_target,
    {% for side, condition in [('exposed', 'is_exposed'), ('unexposed', 'not is_exposed')] -%}
    cast(sum(case when {{ condition }} then sign * days else 0 end) as bigint) as days_{{ side }},
    {% for target in range(1, 6) -%}
    cast(sum(case when {{ condition }} then sign * moves_{{ target }} else 0 end) as bigint) as {{ side }}_{{ target }},
    {% endfor %}
    {%- endfor %}
    cast(sum(sign * days) as bigint) as days
from sides
group by unit_no, basis, has_siblings, {{ stratum | join(', ') }}, jackknife_group, is_target
