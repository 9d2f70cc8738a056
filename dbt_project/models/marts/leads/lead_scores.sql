with

best_bands as (

    select person_key, max(band_rank) as band_rank
    from {{ ref('int_lead_states') }}
    group by person_key

)

select
    people.person_id,
    scores.score_name,
    scores.score_no = 1 as is_main,
    people.full_name as person_name,
    people.title,
    people.email,
    labels.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    coalesce(people.owner_id, labels.owner_id) as owner_id,
    {{ points('states.score_cents') }} as score,
    states.band,
    bands.band as best_band,
    cast(rank() over (partition by states.score_no order by states.score_cents desc) as integer) as rank,
    {{ points('states.fit_cents') }} as fit_score,
    {{ points('states.engagement_cents') }} as engagement_score,
    {{ points('states.intent_cents') }} as intent_score,
    states.grade,
    awareness.awareness,
    awareness.awareness_label_en,
    awareness.awareness_label_zh,
    account_stages.stage as buying_stage,
    qualifications.priority,
    qualifications.qualified_by,
    gaps.missing_for_next,
    people.lead_status as sales_status,
    {{ day_date('qualifications.sales_ready_day') }} as sales_ready_on,
    {{ day_date('qualifications.sales_accepted_day') }} as sales_accepted_on,
    {{ day_date('qualifications.product_qualified_day') }} as product_qualified_on,
    {{ day_date('qualifications.service_qualified_day') }} as service_qualified_on,
    qualifications.lead_stage,
    {{ day_date('qualifications.lead_stage_day') }} as lead_stage_since,
    qualifications.feedback_rating,
    qualifications.feedback_reason,
    qualifications.feedback_by,
    {{ day_date('qualifications.feedback_day') }} as feedback_on,
    {{ day_date('states.mql_day') }} as mql_on,
    {{ day_date('states.sql_day') }} as sql_on,
    {{ day_date('outlooks.next_change_day') }} as next_change_on,
    {{ points('outlooks.next_score_cents') }} as next_score,
    outlooks.next_band,
    {{ day_date('outlooks.next_band_day') }} as next_band_on,
    probabilities.probability as predicted_probability,
    {{ run_columns() }}
from {{ ref('int_lead_states') }} as states
inner join {{ ref('int_scores') }} as scores on states.score_no = scores.score_no
inner join {{ ref('int_people') }} as people on states.person_key = people.person_key
inner join best_bands on states.person_key = best_bands.person_key
left join {{ ref('int_score_bands') }} as bands on bands.score_no = 1 and best_bands.band_rank = bands.band_rank
left join {{ ref('int_score_outlooks') }} as outlooks
    on states.person_key = outlooks.person_key and states.score_no = outlooks.score_no
left join {{ ref('int_band_gaps') }} as gaps
    on states.person_key = gaps.person_key and states.score_no = gaps.score_no
left join {{ ref('int_person_awareness') }} as awareness on states.person_key = awareness.person_key
left join {{ ref('int_lead_qualifications') }} as qualifications on people.person_key = qualifications.person_key
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join {{ ref('account_stages') }} as account_stages on labels.account_id = account_stages.account_id
left join {{ ref('int_person_probabilities') }} as probabilities on states.person_key = probabilities.person_key
{{ run_join() }}
