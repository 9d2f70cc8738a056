"""What the distribution of accounts over stages must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.stages import of_the_stage

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=["day", "segment", "stage", "stage_ordinal", "accounts"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("day", "segment", "stage", notes="The grain of the table: one count a day."),
    **of_the_run("day", "segment", "stage"),
    **of_the_stage("day", "segment"),
    "no_day_is_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="day",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Published histories end at as_of.",
    ),
    "accounts_are_present": gxe.ExpectColumnValuesToNotBeNull(
        column="accounts",
        severity=BLOCKS,
        notes="Zero is a count, null is none.",
    ),
    **is_counted("accounts", "A negative count means that somebody left without having entered."),
    "every_cell_is_told_up_to_as_of": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select max(day) as day, segment, stage from {batch}
            group by segment, stage having max(day) <> max(as_of) order by segment, stage
        """,
        severity=BLOCKS,
        notes="Days on which a count changed, and the last: a chart must not end early.",
    ),
    "last_counts_are_those_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select
                coalesce(counted.segment, stages.segment) as segment,
                coalesce(counted.stage, stages.stage) as stage,
                coalesce(counted.accounts, 0) as accounts,
                coalesce(stages.accounts, 0) as accounts_in_stages
            from (
                select segment, stage, arg_max(accounts, day) as accounts
                from {batch} group by segment, stage
            ) as counted
            full join (
                select segment, stage, count(*) as accounts
                from published.account_stages group by segment, stage
            ) as stages on counted.segment = stages.segment and counted.stage = stages.stage
            where coalesce(counted.accounts, 0) <> coalesce(stages.accounts, 0)
        """,
        severity=BLOCKS,
        notes="The chart ends at the list: both count each account once.",
    ),
}
