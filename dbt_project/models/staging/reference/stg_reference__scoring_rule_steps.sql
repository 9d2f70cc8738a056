select rule_id, step, offset_days, change_cents, points_cents from {{ source('reference', 'scoring_rule_steps') }}
