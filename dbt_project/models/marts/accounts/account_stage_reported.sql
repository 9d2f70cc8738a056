{# What was published, in the order in which it was said. Rows of the newest revision are taken over as
   they are; an account gets another row when its stage or the rules differ from what was said last,
   and one without a stage when it is no longer listed. #}
with

earlier as (

    select account_id, report_no, reported_on, stage, stage_ordinal, rules_version
    from {{ ref('stg_reported__account_stage_reported') }}

),

numbered as (

    select *, row_number() over (partition by account_id order by report_no desc) as place_from_last
    from earlier

),

said_last as (

    select * from numbered where place_from_last = 1

),

compared as (

    select
        coalesce(today.account_id, said_last.account_id) as account_id,
        coalesce(said_last.report_no, 0) as last_report_no,
        said_last.stage as last_stage,
        said_last.rules_version as last_rules_version,
        today.stage,
        today.stage_ordinal
    from {{ ref('account_stages') }} as today
    full outer join said_last on today.account_id = said_last.account_id

),

added as (

    select
        compared.account_id,
        compared.last_report_no + 1 as report_no,
        runs.as_of as reported_on,
        compared.stage,
        compared.stage_ordinal,
        runs.rules_version
    from compared
    {{ run_join() }}
    where coalesce(compared.stage, '') <> coalesce(compared.last_stage, '')
        or (compared.stage is not null and compared.last_rules_version <> runs.rules_version)

),

reports as (

    select * from earlier
    union all
    select * from added

)

select
    reports.account_id,
    labels.account_name,
    labels.segment,
    labels.region,
    labels.owner_id,
    cast(reports.report_no as integer) as report_no,
    reports.reported_on,
    reports.stage,
    reports.stage_ordinal,
    reports.rules_version,
    reports.report_no = max(reports.report_no) over (partition by reports.account_id) as is_latest,
    {{ run_columns(with_rules=false) }}
from reports
left join {{ ref('int_account_labels') }} as labels on reports.account_id = labels.account_id
{{ run_join() }}
