{# Sums of int_influence_sums for each population: all accounts, targets, each segment. Days and moves that
   are compared with nothing count on the unexposed side too, so that both sides are all days at risk. #}
{% set sums = ['moves_exposed', 'moves_unexposed', 'days_exposed', 'days_unexposed', 'informative_exposed',
               'informative_unexposed', 'comparable_days', 'r', 's', 'v'] -%}
with

populations as (

    {% for population, accounts in [('all', 'all'), ('target_accounts', 'target_accounts')] -%}
    select
        unit_no, basis, '{{ population }}' as population, ordinal, to_ordinal,
        {% for name in sums %}sum({{ name }}) as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ ref('int_influence_sums') }}
    where accounts = '{{ accounts }}'
    group by unit_no, basis, ordinal, to_ordinal
    union all
    {% endfor -%}
    select
        sums.unit_no, sums.basis, segments.segment, sums.ordinal, sums.to_ordinal,
        {% for name in sums %}sums.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ ref('int_influence_sums') }} as sums
    inner join {{ ref('int_influence_segments') }} as segments on sums.segment_no = segments.segment_no
    where sums.accounts = 'all'

),

channels as (

    select units.channel, populations.basis, populations.population, populations.ordinal, populations.to_ordinal,
        populations.moves_exposed + populations.moves_unexposed as moves,
        populations.days_exposed + populations.days_unexposed as days
    from populations
    inner join {{ ref('int_influence_units') }} as units
        on populations.unit_no = units.unit_no and units.level = 'channel'

)

select
    populations.unit_no,
    units.level,
    units.channel,
    units.lag,
    populations.basis,
    populations.population,
    populations.ordinal,
    populations.to_ordinal,
    populations.moves_exposed,
    case when units.level = 'campaign' then channels.moves - populations.moves_exposed
        else populations.moves_unexposed end as moves_unexposed,
    populations.days_exposed,
    case when units.level = 'campaign' then channels.days - populations.days_exposed
        else populations.days_unexposed end as days_unexposed,
    {% for name in sums[4:] %}populations.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
from populations
inner join {{ ref('int_influence_units') }} as units on populations.unit_no = units.unit_no
inner join channels
    on units.channel = channels.channel
    and populations.basis = channels.basis
    and populations.population = channels.population
    and populations.ordinal = channels.ordinal
    and populations.to_ordinal = channels.to_ordinal
where populations.days_exposed > 0
