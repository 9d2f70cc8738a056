select account_id, account_name, segment, region, owner_id, stage, stage_ordinal
from {{ source('reported', 'account_stages') }}
