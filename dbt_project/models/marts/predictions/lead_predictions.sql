select
    people.person_id,
    people.full_name as person_name,
    people.title,
    people.email,
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    coalesce(people.owner_id, labels.owner_id) as owner_id,
    probabilities.probability,
    probabilities.probability_decile,
    {{ model_setting('horizon_days') }} as horizon_days,
    drivers.drivers_up,
    drivers.drivers_down,
    parts.log_odds,
    parts.base as base_log_odds,
    {% for feature in prediction_features('person') -%}
    parts.{{ feature }}_part as {{ feature }}_log_odds,
    {% endfor -%}
    parts.model_id,
    {{ run_columns() }}
from {{ ref('int_person_parts') }} as parts
inner join {{ ref('int_person_probabilities') }} as probabilities on parts.person_key = probabilities.person_key
inner join {{ ref('int_people') }} as people on parts.person_key = people.person_key
left join {{ ref('int_person_drivers') }} as drivers on parts.person_key = drivers.person_key
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
{{ run_join() }}
