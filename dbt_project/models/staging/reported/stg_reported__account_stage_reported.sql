select account_id, report_no, reported_on, stage, stage_ordinal, rules_version
from {{ source('reported', 'account_stage_reported') }}
