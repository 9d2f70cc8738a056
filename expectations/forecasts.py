"""The expectations that a forecast and its back-test share."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import FORECAST_FLOWS, FORECAST_HORIZONS, FORECAST_MONEY, STAGES

MONEY = ", ".join(f"'{measure}'" for measure in FORECAST_MONEY)
FLOWS = ", ".join(f"'{measure}'" for measure in FORECAST_FLOWS)
KEY = "measure, stage, segment, horizon_days"


def of_the_figures() -> Suite:
    """Return the expectations of measure, stage, horizon, intervals and currency."""
    return {
        **is_one_of("measure", ("accounts", *FORECAST_FLOWS), "What is forecast."),
        **is_one_of("stage", (*STAGES, "any"), "The six stages are spelled so."),
        "horizon_is_known": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {KEY} from {{batch}}
                where coalesce(horizon_days not in {FORECAST_HORIZONS}, true)
            """,
            severity=BLOCKS,
            notes="30, 60 and 90 days.",
        ),
        "expected_lies_in_its_intervals": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {KEY}, low_95, low, expected, high, high_95 from {{batch}}
                where low_95 < 0 or low_95 > low or low > expected
                    or expected > high or high > high_95
                    or (low is null) <> (high is null) or (low is null) <> (low_95 is null)
                    or (high is null) <> (high_95 is null)
            """,
            severity=BLOCKS,
            notes="An interval that leaves out its own middle, or falls below none, is an error.",
        ),
        "currency_is_told_of_money_alone": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {KEY}, currency from {{batch}}
                where (currency is not null) <> (measure in ({MONEY}))
            """,
            severity=BLOCKS,
            notes="A count with a currency, or money without one, is read as the other.",
        ),
    }
