"""What the ledger of reports must satisfy: what was said stays said, and ends with today."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGE_LIST, STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "report_no", "reported_on", "stage", "stage_ordinal", "rules_version",
            "is_latest",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever compares what was said with what is said now selects these columns.",
    ),
    **of_the_grain(
        "account_id", "reported_on", "report_no", notes="The grain of the table: one report."
    ),
    **of_the_run("account_id", "report_no", with_rules=False),
    "every_earlier_report_is_kept": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select earlier.account_id, earlier.report_no, earlier.stage, reports.stage as stage_now
            from earlier_account_stage_reported as earlier
            left join {batch} as reports
                on earlier.account_id = reports.account_id
                and earlier.report_no = reports.report_no
            where reports.account_id is null
                or reports.reported_on is distinct from earlier.reported_on
                or reports.stage is distinct from earlier.stage
                or reports.stage_ordinal is distinct from earlier.stage_ordinal
                or reports.rules_version is distinct from earlier.rules_version
        """,
        severity=BLOCKS,
        notes="The newest revision's reports are what people were told; nobody rewrites them.",
    ),
    "new_reports_are_of_this_run": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select reports.account_id, reports.report_no, reports.reported_on
            from {batch} as reports
            left join earlier_account_stage_reported as earlier
                on earlier.account_id = reports.account_id
                and earlier.report_no = reports.report_no
            where earlier.account_id is null and (
                reports.reported_on is distinct from reports.as_of
                or reports.rules_version is distinct from (select rules_version from build)
            )
        """,
        severity=BLOCKS,
        notes="A run speaks for its own date and rules; a report cannot be dated back.",
    ),
    "reports_are_numbered_without_gap": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, count(*) as reports, max(report_no) as last_report_no
            from {batch} group by account_id having count(*) <> max(report_no)
        """,
        severity=BLOCKS,
        notes="A missing number would be a report that vanished.",
    ),
    "the_last_report_is_the_latest": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, report_no, is_latest from (
                select *, max(report_no) over (partition by account_id) as last_report_no
                from {batch}
            ) as numbered
            where is_latest is distinct from (report_no = last_report_no)
        """,
        severity=BLOCKS,
        notes="Exactly one report of an account holds.",
    ),
    "the_latest_report_is_the_stage_of_today": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(reports.account_id, stages.account_id) as account_id,
                reports.stage as reported_stage, stages.stage
            from (select * from {batch} where is_latest) as reports
            full join published.account_stages as stages on reports.account_id = stages.account_id
            where reports.stage is distinct from stages.stage
                or (stages.account_id is not null
                    and reports.rules_version is distinct from stages.rules_version)
        """,
        severity=BLOCKS,
        notes="What is published is what is reported; without a stage: no longer listed.",
    ),
    "a_report_says_something_new": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, report_no, stage from (
                select *,
                    lag(report_no) over said as previous_no,
                    lag(stage) over said as previous_stage,
                    lag(rules_version) over said as previous_rules
                from {batch} window said as (partition by account_id order by report_no)
            ) as said
            where (previous_no is not null and stage is not distinct from previous_stage
                    and (stage is null or rules_version is not distinct from previous_rules))
                or (previous_no is null and stage is null)
        """,
        severity=BLOCKS,
        notes="A row is added only where stage or rules differ from the last one.",
    ),
    **is_one_of("stage", STAGES, "The six stages are spelled so; null is no longer listed."),
    "stage_ordinal_is_that_of_the_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select account_id, report_no, stage, stage_ordinal from {{batch}}
            where stage_ordinal is distinct from list_position({STAGE_LIST}, stage) - 1
        """,
        severity=BLOCKS,
        notes="0 to 5; null with the stage.",
    ),
}  # fmt: skip
