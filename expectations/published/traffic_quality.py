"""What the figures of visits must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, month_is_its_first_day
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.sums import sums_differ

KEY = ("month", "channel", "source")
PARTS = ("organic_visits", "engaged_visits", "single_page_visits", "people", "visitors", "accounts")
SHARES = ("share_of_visits", "organic_share", "engaged_share", "single_page_share")
SUMS = ("visits", "organic_visits", "engaged_visits", "single_page_visits", "page_views")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "visits", *PARTS, *SHARES, "page_views", "seconds_per_visit"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per month, channel and source."),
    **of_the_run(*KEY),
    **month_is_its_first_day(*KEY),
    **{name: check for share in SHARES for name, check in
       is_between(share, 0, 1, "A share of visits.").items()},
    **counts_are_parts(KEY, [(part, "visits") for part in PARTS]),
    "channels_are_the_sums_of_their_sources": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=sums_differ(
            "channel <> 'all' and source <> 'all'",
            "channel <> 'all' and source = 'all'",
            ("month", "channel"),
            SUMS,
        ),
        severity=BLOCKS,
        notes="A visit has one source.",
    ),
    "all_is_the_sum_of_the_channels": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=sums_differ(
            "channel <> 'all' and source = 'all'", "channel = 'all'", ("month",), SUMS
        ),
        severity=BLOCKS,
        notes="A visit has one channel.",
    ),
}  # fmt: skip
