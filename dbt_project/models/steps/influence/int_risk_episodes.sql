{{ config(materialized='view') }}
{# Days at risk of all histories (see int_operational_states), their digits as columns. #}
{% for states, mask in [('int_operational_states', 'mask'), ('int_replayed_states', 'cast(null as bigint)')] -%}
select
    replay_id, account_key, from_day, to_day,
    {{ stratum_columns('state') }},
    {{ mask }} as mask,
    {% for name in ['lag', 'full_bin', 'jackknife_group'] -%}
    {{ state_digit(name, 'state') }} as {{ name }},
    {% endfor -%}
    {{ state_digit('target', 'state') }} = 1 as is_target,
    nullif({{ state_digit('moved_to', 'state') }}, 0) as moved_to
from {{ ref(states) }}
{{ 'union all' if not loop.last }}
{% endfor %}
