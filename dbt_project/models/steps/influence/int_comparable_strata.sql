{{ config(materialized='view') }}
{# Replayed strata that say anything: both sides have days and something moved. compared_no tells with which
   days (see compared_with). #}
select
    strata.*,
    case
        when strata.has_siblings then {{ compared_with('units.unit_no', 'siblings') }}
        when units.level = 'holdout' then {{ compared_with('units.unit_no', 'holdout') }}
        when units.level = 'lag' then {{ compared_with('units.replay_id', 'lag') }}
        else {{ compared_with('units.replay_id', 'channel') }}
    end as compared_no
from {{ ref('int_influence_strata') }} as strata
inner join {{ ref('int_influence_units') }} as units on strata.unit_no = units.unit_no
where strata.basis = 'replayed' and strata.days_exposed > 0 and strata.days_unexposed > 0
    and {% for target in range(1, 6) -%}
    strata.moves_{{ target }}_exposed + strata.moves_{{ target }}_unexposed{{ ' + ' if not loop.last }}
    {%- endfor %} > 0
