"""What the figures of content must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, month_is_its_first_day, of_the_rate
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("month", "content_key")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "content_id", "views", "seconds", "downloads", "people", "mql_rate",
                    "sql_rate", "rank", "is_top_ten"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per month and content."),
    **of_the_run(*KEY),
    **month_is_its_first_day(*KEY),
    **of_the_rate("mql_rate", KEY),
    **of_the_rate("sql_rate", KEY),
    **is_counted("seconds"),
    **counts_are_parts(KEY, [
        ("mqls", "mql_candidates"), ("sqls", "sql_candidates"), ("mql_candidates", "people"),
        ("sql_candidates", "people"), ("people", "views + downloads"),
    ]),
    "a_rate_waits_until_the_horizon_is_over": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, content_key from {batch}
            where coalesce(mql_rate, sql_rate) is not null
                and (not is_followed or last_day(month) + 89 > as_of)
        """,
        severity=BLOCKS,
        notes="Who read it yesterday had no time to become an MQL: every new piece would look bad.",
    ),
    "ranks_are_one_to_n": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, count(*) as contents, max(rank) as last_rank from {batch}
            group by month
            having max(rank) <> count(*) or count(distinct rank) <> count(*)
                or sum(case when is_top_ten <> (rank <= 10) then 1 else 0 end) > 0
        """,
        severity=BLOCKS,
        notes="A top ten has ten at most, and no two on one place.",
    ),
}  # fmt: skip
