{# Days at risk and moves forward on which an account was exposed to a campaign, in cells like those of its
   channel, apart where other touches of the channel are active too. #}
with

exposures as (

    select units.unit_no, units.replay_id, {{ in_state('active', active_weight('units')) }} as own_state,
        exposures.account_key, exposures.from_day, exposures.to_day, exposures.has_siblings
    from {{ ref('int_influence_units') }} as units
    inner join {{ ref('int_campaign_exposures') }} as exposures
        on units.name = exposures.name and units.channel = exposures.channel
    where units.level = 'campaign'

),

{# Where a campaign exposes its channel is active, which is none of the others. #}
{% for basis in ['replayed', 'operational', 'campaign_free'] -%}
{{ basis }} as (

    select
        exposures.unit_no, exposures.has_siblings, states.state - exposures.own_state as state,
        least(states.to_day, exposures.to_day) - greatest(states.from_day, exposures.from_day) as days
    from exposures
    inner join {{ ref('int_' ~ basis ~ '_states') }} as states
        on exposures.account_key = states.account_key
        {% if basis == 'replayed' %}and exposures.replay_id = states.replay_id{% endif %}
        and exposures.from_day < states.to_day
        and states.from_day < exposures.to_day

),

{% endfor -%}
cells as (

    {% for basis, stretches, state in [
        ('replayed', 'replayed', state_without(['lag'], comparable_state('state'))),
        ('full_engagement', 'replayed', state_without(['lag'], fully_engaged_state('state'))),
        ('operational', 'operational', state_without(['jackknife_group'], comparable_state('state'))),
        ('campaign_free', 'campaign_free', state_without(['jackknife_group'], comparable_state('state'))),
    ] -%}
    select '{{ basis }}' as basis, cells.*
    from ({{ cells_of_states(stretches, ['unit_no', 'has_siblings'], state) }}) as cells
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    unit_no, basis, has_siblings,
    {{ state_digit('jackknife_group', 'state') }} as jackknife_group,
    {{ state_without(['jackknife_group'], 'state') }} as stratum,
    {{ counts_of('cells') }}
from cells
