"""The forecast of the tiny company of `publishing_rows` and how two of its earlier ones did."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from expectations.vocabulary import FORECAST_FLOWS, FORECAST_HORIZONS, FORECAST_MONEY, STAGES

Row = Mapping[str, object]
AS_OF = date(2026, 1, 31)
# Where the accounts of `publishing_rows` stand.
STANDING = {"a1": "Engaged", "a2": "Unaware", "a3": "Unaware"}
FLOW_STAGES = dict(
    zip(FORECAST_FLOWS, ("any", "Customer", "Intent", "Intent", "Customer"), strict=True)
)


def forecast_tables(segments: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return rows of both tables; `segments` gives each account's."""
    return {
        "funnel_forecast": [
            row
            for segment in (*sorted(set(segments.values())), "all")
            for days in FORECAST_HORIZONS
            for row in _forecasts(segments, segment, days)
        ],
        "forecast_backtest": [row for measure in FORECAST_FLOWS for row in _tests(measure)],
    }


def _forecasts(segments: Mapping[str, str], segment: str, days: int) -> list[Row]:
    standing = Counter(
        stage for account, stage in STANDING.items() if segment in (segments[account], "all")
    )
    # One new account in 30 days for each segment, Unaware when the horizon ends.
    new = days / 30 * (2 if segment == "all" else 1)
    figures = [
        ("accounts", stage, standing[stage] + (new if stage == "Unaware" else 0), standing[stage])
        for stage in STAGES
    ]
    figures += [(measure, stage, new, 1) for measure, stage in FLOW_STAGES.items()]
    return [
        {"measure": measure, "stage": stage, "segment": segment, "horizon_days": days,
         "horizon_on": AS_OF + timedelta(days=days), **_interval(expected), "run_rate": run_rate,
         "currency": "USD" if measure in FORECAST_MONEY else None}
        for measure, stage, expected, run_rate in figures
    ]  # fmt: skip


def _interval(expected: float) -> Row:
    return {
        "expected": expected, "low": expected / 2, "high": expected * 1.5,
        "low_95": expected / 4, "high_95": expected * 2, "interval_factor": 1,
    }  # fmt: skip


def _tests(measure: str) -> list[Row]:
    key = {"measure": measure, "stage": FLOW_STAGES[measure], "segment": "all", "horizon_days": 30,
           "currency": "USD" if measure in FORECAST_MONEY else None}  # fmt: skip
    # Nobody became a customer; the interval of the second origin did not hold.
    origins = [(date(2025, 11, 2), 1, 0, 0), (date(2025, 12, 2), 2, 0, 0)]
    rows: list[Row] = [
        {**key, "origin": origin.isoformat(), "origin_on": origin, "forecasts": 1,
         **_interval(expected), "low": 0 if expected == 1 else 1, "low_95": 0, "actual": actual,
         "error": expected - actual, "absolute_error": abs(expected - actual),
         "coverage": int(expected == 1), "coverage_95": 1, "run_rate": run_rate + 2,
         "run_rate_error": run_rate + 2 - actual,
         "run_rate_absolute_error": abs(run_rate + 2 - actual)}
        for origin, expected, actual, run_rate in origins
    ]  # fmt: skip
    return [
        *rows,
        {**key, "origin": "all", "forecasts": 2, "expected": 3, "actual": 0, "error": 3,
         "absolute_error": 3, "coverage": 0.5, "coverage_95": 1, "run_rate": 4,
         "run_rate_error": 4, "run_rate_absolute_error": 4},
    ]  # fmt: skip
