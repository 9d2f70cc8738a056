"""What the figures of search terms must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, month_is_its_first_day
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("month", "term")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "is_brand", "visits", "ad_clicks", "people", "accounts", "leads", "mqls"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per month and term."),
    **of_the_run(*KEY),
    **month_is_its_first_day(*KEY),
    **counts_are_parts(KEY, [
        ("ad_clicks", "visits"), ("people", "visits"), ("visitors", "visits"),
        ("accounts", "visits"), ("leads", "people"), ("mqls", "people"), ("sqls", "people"),
    ]),
    "a_term_is_trimmed_and_in_lower_case": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, term from {batch} where term <> lower(trim(term)) or term = ''
        """,
        severity=BLOCKS,
        notes="One term in two spellings would be two.",
    ),
    "brand_is_said_of_all_or_none": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(is_brand) as said, count(*) as terms from {batch}
            having count(is_brand) not in (0, count(*))
        """,
        severity=BLOCKS,
        notes="A share of brand searches needs an answer for every term.",
    ),
}  # fmt: skip
