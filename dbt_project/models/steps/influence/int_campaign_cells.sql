{# Days at risk and moves forward on which an account was exposed to a campaign, in cells like those of its
   channel, apart where other touches of the channel are active too. #}
{% set cell = ['segment_no', 'ordinal', 'time_bucket'] -%}
with

exposures as (

    select units.unit_no, units.replay_id, units.channel_bit, units.channels,
        exposures.account_key, exposures.from_day, exposures.to_day, exposures.has_siblings,
        accounts.jackknife_group, accounts.is_target
    from {{ ref('int_influence_units') }} as units
    inner join {{ ref('int_campaign_exposures') }} as exposures
        on units.name = exposures.name and units.channel = exposures.channel
    inner join {{ ref('int_influence_accounts') }} as accounts on exposures.account_key = accounts.account_key
    where units.level = 'campaign'

),

cells as (

    {% for basis in ['replayed', 'operational'] -%}
    select
        exposures.unit_no, '{{ basis }}' as basis, exposures.has_siblings,
        exposures.jackknife_group, exposures.is_target,
        {{ others_pattern('episodes.mask', 'exposures') }} as others,
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin,
        sum(least(episodes.to_day, exposures.to_day) - greatest(episodes.from_day, exposures.from_day)) as days,
        {{ count_moves('case when episodes.to_day <= exposures.to_day then episodes.moved_to end') }}
    from exposures
    inner join {{ ref('int_risk_episodes') }} as episodes
        {% if basis == 'replayed' -%}
        on episodes.replay_id = exposures.replay_id and episodes.lag between 1 and 3
        {%- else -%}
        on episodes.replay_id = 0 and (episodes.mask & exposures.channel_bit) <> 0
        {%- endif %}
        and exposures.account_key = episodes.account_key
        and exposures.from_day < episodes.to_day
        and episodes.from_day < exposures.to_day
    group by exposures.unit_no, exposures.has_siblings, exposures.jackknife_group, exposures.is_target,
        {{ others_pattern('episodes.mask', 'exposures') }},
        {% for column in cell %}episodes.{{ column }}, {% endfor %}episodes.bin, episodes.full_bin
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

bases as (

    {% for basis, of, bin, jackknife_group in [
        ('replayed', 'replayed', 'bin', 'jackknife_group'),
        ('full_engagement', 'replayed', 'full_bin', '0'),
        ('operational', 'operational', 'bin', '0'),
    ] -%}
    select
        unit_no, '{{ basis }}' as basis, has_siblings, {{ jackknife_group }} as jackknife_group, is_target, others,
        {% for column in cell %}{{ column }}, {% endfor %}{{ bin }} as bin, days,
        {{ moves_columns('') }}
    from cells
    where basis = '{{ of }}'
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    unit_no, basis, has_siblings, jackknife_group, is_target, others,
    {% for column in cell %}{{ column }}, {% endfor %}bin,
    cast(sum(days) as bigint) as days,
    {{ sum_moves('moves', 'moves') }}
from bases
group by unit_no, basis, has_siblings, jackknife_group, is_target, others,
    {% for column in cell %}{{ column }}, {% endfor %}bin
