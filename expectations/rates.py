"""Expectations of a share or a ratio with its interval, and of counts that are parts of others."""

from collections.abc import Iterable

import great_expectations.expectations as gxe

from expectations.columns import is_between
from expectations.severity import BLOCKS, Suite


def of_the_rate(rate: str, key: Iterable[str], *, low: str = "", high: str = "") -> Suite:
    """Return the expectations that `rate` lies within 0 and 1 and within its bounds.

    The bounds are columns `low` and `high`, by default those named for the rate.
    """
    low, high = low or f"{rate}_low", high or f"{rate}_high"
    return {
        **is_between(rate, 0, 1, "A share of those counted."),
        f"{rate}_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {", ".join(key)}, {rate}, {low}, {high} from {{batch}}
                where not coalesce(
                    0 <= {low} and {low} <= {rate} and {rate} <= {high} and {high} <= 1,
                    {rate} is null and {low} is null and {high} is null
                )
            """,
            severity=BLOCKS,
            notes="A rate outside its own interval makes both a lie.",
        ),
    }


def of_the_ratio(key: Iterable[str]) -> Suite:
    """Return the expectation that rate_ratio lies between ratio_low and ratio_high."""
    return {
        "ratio_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {", ".join(key)}, ratio_low, rate_ratio, ratio_high from {{batch}}
                where (rate_ratio is null) <> (ratio_low is null)
                    or (rate_ratio is null) <> (ratio_high is null)
                    or rate_ratio < ratio_low or rate_ratio > ratio_high or ratio_low < 0
            """,
            severity=BLOCKS,
            notes="No ratio without an interval, and none outside of it.",
        ),
    }


def counts_are_parts(key: Iterable[str], parts: Iterable[tuple[str, str]]) -> Suite:
    """Return the expectation that in each pair the first count is a part of the second."""
    wrong = " or ".join(
        f"not coalesce({part} >= 0 and {part} <= {whole}, {part} is null)" for part, whole in parts
    )
    return {
        "counts_are_parts": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"select {', '.join(key)} from {{batch}} where {wrong}",
            severity=BLOCKS,
            notes="Nobody answers who was not asked: a part above its whole is a double count.",
        ),
    }


def month_is_its_first_day(*key: str) -> Suite:
    """Return the expectation that column `month` is the first day of a month up to as_of."""
    return {
        "month_is_its_first_day": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {", ".join(key)} from {{batch}}
                where month <> date_trunc('month', month) or month > as_of
            """,
            severity=BLOCKS,
            notes="Two days of one month would be two months in every chart.",
        ),
    }
