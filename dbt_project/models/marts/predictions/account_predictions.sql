select
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    labels.owner_id,
    probabilities.probability,
    probabilities.probability_decile,
    {{ model_setting('horizon_days') }} as horizon_days,
    drivers.drivers_up,
    drivers.drivers_down,
    parts.log_odds,
    parts.base as base_log_odds,
    {% for feature in prediction_features('account') -%}
    parts.{{ feature }}_part as {{ feature }}_log_odds,
    {% endfor -%}
    parts.model_id,
    {{ run_columns() }}
from {{ ref('int_account_parts') }} as parts
inner join {{ ref('int_account_probabilities') }} as probabilities on parts.account_key = probabilities.account_key
inner join {{ ref('int_account_labels') }} as labels on parts.account_key = labels.account_key
left join {{ ref('int_account_drivers') }} as drivers on parts.account_key = drivers.account_key
{{ run_join() }}
