-- A report that was published stays as it was said.
select earlier.account_id, earlier.report_no
from {{ ref('stg_reported__account_stage_reported') }} as earlier
left join {{ ref('account_stage_reported') }} as reports
    on earlier.account_id = reports.account_id
    and earlier.report_no = reports.report_no
    and earlier.reported_on = reports.reported_on
    and coalesce(earlier.stage, '') = coalesce(reports.stage, '')
    and coalesce(earlier.stage_ordinal, -1) = coalesce(reports.stage_ordinal, -1)
    and earlier.rules_version = reports.rules_version
where reports.account_id is null
