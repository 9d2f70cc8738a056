{# Rules in words, who answers for them, and how many they match: what nobody matches is a typing error
   or no longer needed. #}
select
    sentences.rule_file,
    sentences.rule_id,
    sentences.sentence_en,
    sentences.sentence_zh,
    agreements.owner_team,
    agreements.agreed_by,
    agreements.agreed_on,
    agreements.review_due_on,
    coalesce(agreements.review_due_on <= runs.as_of, false) as is_due,
    usages.counted,
    cast(usages.matched_now as integer) as matched_now,
    cast(usages.matched_ever as integer) as matched_ever,
    {{ run_columns() }}
from {{ ref('stg_reference__rule_sentences') }} as sentences
left join {{ ref('int_rule_usage') }} as usages
    on sentences.rule_file = usages.rule_file and sentences.rule_id = usages.rule_id
left join {{ ref('rule_agreements') }} as agreements
    on sentences.rule_file = agreements.rule_file and sentences.agreement_id = agreements.rule_id
{{ run_join() }}
