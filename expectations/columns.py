"""Expectations of one column that many tables share, each named for the column."""

from collections.abc import Iterable

import great_expectations.expectations as gxe

from expectations.severity import BLOCKS, Suite


def is_present(column: str, notes: str) -> Suite:
    """Return the expectation that `column` is never null."""
    return {
        f"{column}_is_present": gxe.ExpectColumnValuesToNotBeNull(
            column=column, severity=BLOCKS, notes=notes
        )
    }


def is_one_of(column: str, values: Iterable[str], notes: str) -> Suite:
    """Return the expectation that `column` holds one of `values`, or null."""
    return {
        f"{column}_is_known": gxe.ExpectColumnValuesToBeInSet(
            column=column, value_set=[*values], severity=BLOCKS, notes=notes
        )
    }


def is_between(column: str, low: float, high: float, notes: str) -> Suite:
    """Return the expectation that `column` lies in [`low`, `high`], or is null."""
    return {
        f"{column}_is_within_{low}_and_{high}": gxe.ExpectColumnValuesToBeBetween(
            column=column, min_value=low, max_value=high, severity=BLOCKS, notes=notes
        )
    }


def is_counted(column: str, notes: str = "A count.") -> Suite:
    """Return the expectation that `column` is never below zero."""
    return {
        f"{column}_are_counted": gxe.ExpectColumnValuesToBeBetween(
            column=column, min_value=0, severity=BLOCKS, notes=notes
        )
    }


def is_not_after_as_of(column: str, notes: str) -> Suite:
    """Return the expectation that the day in `column` is as_of at the latest, or null."""
    return {
        f"{column}_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="as_of",
            column_B=column,
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            severity=BLOCKS,
            notes=notes,
        )
    }


def lies_ahead(column: str, notes: str) -> Suite:
    """Return the expectation that the day in `column` is after as_of, or null."""
    return {
        f"{column.removesuffix('_on')}_lies_ahead": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=column,
            column_B="as_of",
            ignore_row_if="either_value_is_missing",
            severity=BLOCKS,
            notes=notes,
        )
    }
