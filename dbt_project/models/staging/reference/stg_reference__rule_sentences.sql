select rule_file, rule_id, agreement_id, sentence_en, sentence_zh from {{ source('reference', 'rule_sentences') }}
