"""What the counts of refused leads must satisfy: every event once."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

KEY = ("month", "source", "reason")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "mqls", "sqls", "accepted", "rejected", "recycled"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per month, source and reason: sums count nothing twice."),
    **of_the_run(*KEY),
    "counts_are_not_negative": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, source, reason from {batch}
            where least(mqls, sqls, accepted, rejected, recycled) < 0
                or coalesce(mqls + sqls + accepted + rejected + recycled, 0) = 0
        """,
        severity=BLOCKS,
        notes="Counts, and a row stands for something that happened.",
    ),
    "month_is_its_first_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, source, reason from {batch}
            where month <> date_trunc('month', month) or month > as_of
        """,
        severity=BLOCKS,
        notes="Two days of one month would be two months in every chart.",
    ),
    "only_refusals_have_a_reason": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, source, reason from {batch}
            where reason <> 'none' and mqls + sqls + accepted > 0
        """,
        severity=BLOCKS,
        notes="An MQL counted under each reason would be counted more than once.",
    ),
    "entries_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(counted.month, entered.month) as month, counted.mqls, entered.mqls,
                counted.sqls, entered.sqls
            from (
                select month, sum(mqls) as mqls, sum(sqls) as sqls from {batch} group by month
            ) as counted
            full join (
                select cast(date_trunc('month', entered_on) as date) as month,
                    count(*) filter (where stage = 'mql') as mqls,
                    count(*) filter (where stage = 'sql') as sqls
                from published.lead_stage_history
                where stage in ('mql', 'sql') and direction in ('start', 'forward')
                group by 1
            ) as entered on counted.month = entered.month
            where coalesce(counted.mqls, 0) <> coalesce(entered.mqls, 0)
                or coalesce(counted.sqls, 0) <> coalesce(entered.sqls, 0)
        """,
        severity=BLOCKS,
        notes="Leads are counted over the published history and nothing else.",
    ),
    "refusals_carry_a_reason": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select sum(rejected + recycled) as refused,
                sum(rejected + recycled) filter (where reason = 'none') as without_reason
            from {batch}
            having sum(rejected + recycled) >= 20
                and sum(rejected + recycled) filter (where reason = 'none') * 2
                    > sum(rejected + recycled)
        """,
        severity=REPORTS,
        notes="Above one half sales does not say why, and marketing cannot learn from it.",
    ),
}  # fmt: skip
