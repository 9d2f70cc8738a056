"""What the rates by weekday and hour must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, of_the_rate
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("channel", "weekday", "hour")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "attempts", "successes", "rate", "rate_low", "rate_high"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per channel, weekday and hour: a heat map."),
    **of_the_run(*KEY),
    **is_between("weekday", 1, 7, "Monday to Sunday."),
    **is_between("hour", 0, 23, "Hours of a day."),
    **is_one_of(
        "verdict",
        ["better", "worse", "no_clear_difference", "not_enough_data"],
        "Words that people plan their calls by.",
    ),
    **of_the_rate("rate", KEY, low="rate_low", high="rate_high"),
    **counts_are_parts(KEY, [("successes", "attempts"), ("attempts_zone_assumed", "attempts")]),
    "verdict_follows_from_the_figures": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select channel, weekday, hour, verdict from {batch}
            where (verdict = 'better' and rate <= channel_rate)
                or (verdict = 'worse' and rate >= channel_rate)
                or (verdict = 'not_enough_data') <> (attempts < 30)
        """,
        severity=BLOCKS,
        notes="Two calls in an hour, both answered, are no best time to call.",
    ),
    "channel_rate_is_that_of_its_hours": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select channel from {batch}
            group by channel
            having max(channel_rate) - sum(successes) / sum(attempts) > 0.000001
                or sum(successes) / sum(attempts) - min(channel_rate) > 0.000001
        """,
        severity=BLOCKS,
        notes="Hours are compared with it.",
    ),
}  # fmt: skip
