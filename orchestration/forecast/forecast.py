"""The forecast as of every origin: the past ones are judged, and teach the later ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from orchestration.counts import counted
from orchestration.forecast.history import (
    HORIZON_PERIODS,
    PERIOD_DAYS,
    STAGES,
    Floats,
    History,
)
from orchestration.forecast.intervals import Interval, standard_error, summarise, widening
from orchestration.forecast.measures import (
    FLOWS,
    MEASURES,
    LookBack,
    Measure,
    draw_measures,
    look_back,
)
from orchestration.forecast.outcomes import actual_of, pipeline_of, run_rate_of

ALL = "all"
# Nothing seen is no chance of 0, and nothing to tell a chance by.
NOTHING_SEEN = {
    "customers": "no move to Customer in the look-back",
    "opportunities": "no opportunity to learn from in the look-back",
    "pipeline_amount": "no opportunity of known amount to learn from in the look-back",
    "amount": "no amount is known in the look-back",
}
# Accounts times paths that are followed for one origin; of very many accounts fewer paths do.
MOST_FOLLOWED = 8_000_000
LEAST_PATHS = 80


@dataclass(frozen=True)
class ForecastRow:
    """A measure of a segment (or all) as of an origin; money in units of the company's currency.

    Null: `actual` while the horizon is not over, `run_rate` while fewer days were seen than it
    has, `weighted_pipeline` of what the pipeline does not tell, figures where `reason` says why.
    """

    period_no: int
    measure: str
    stage: str
    segment: str
    horizon_days: int
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    low_95: float | None = None
    high_95: float | None = None
    interval_factor: float | None = None
    actual: float | None = None
    run_rate: float | None = None
    weighted_pipeline: float | None = None
    reason: str | None = None


def forecast_rows(history: History, settings: Mapping[str, int]) -> list[ForecastRow]:
    """Return the forecasts of as_of (period 0) and of all past origins that are judged.

    `settings` are those of seed forecast_settings. As many origins again, further back, are there
    to teach the judged ones how wide to be, as those teach the forecast of as_of.
    """
    periods = settings["look_back_days"] // PERIOD_DAYS
    judged = settings["origins"] + HORIZON_PERIODS[-1]
    last = judged + settings["origins"] - 1
    told: dict[int, Mapping[Measure, Interval]] = {}
    reasons: dict[int, str] = {}
    for origin in range(min(last, len(history.observed_days) - 1) + 1):
        past = look_back(history, origin, periods)
        if reason := _too_little(history, origin, past, settings):
            reasons[origin] = reason
        else:
            told[origin] = _raw(history, origin, settings, 1 if origin < judged else 2)
    factors = _factors(history, told, settings["origins"])
    return [
        row
        for origin in sorted({0, *told})
        if origin < judged
        for measure in MEASURES
        for row in _rows(history, origin, measure, told, factors, reasons.get(origin))
    ]


def _too_little(
    history: History, origin: int, past: LookBack, settings: Mapping[str, int]
) -> str | None:
    stages = np.arange(len(STAGES))
    forward = int((past.moves.sum(axis=(0, 2)) * (stages > stages[:, None])).sum())
    known, needed = int(history.history_days[origin]), settings["min_history_days"]
    if known < needed:
        return f"{counted(known, 'day')} of moves on record, {needed} needed"
    if forward < settings["min_moves"]:
        return (
            f"{counted(forward, 'move')} forward in the look-back, {settings['min_moves']} needed"
        )
    return None


def _raw(
    history: History, origin: int, settings: Mapping[str, int], thinned: int
) -> Mapping[Measure, Interval]:
    # A segment of which nobody had heard must not even change what is drawn.
    segments = history.known_by(origin)
    accounts = int(history.accounts[origin].sum())
    known = history.of(segments)
    past = look_back(known, origin, settings["look_back_days"] // PERIOD_DAYS)
    paths = min(settings["paths"], max(LEAST_PATHS, MOST_FOLLOWED // max(accounts, 1)))
    # By the length of what was known, so that an origin draws the same as long as it is one.
    random = np.random.default_rng([settings["random_seed"], int(history.history_days[origin])])
    drawn = draw_measures(known, origin, past, paths // thinned, random)
    count = len(history.segments)
    return {
        measure: summarise(values, measure.kind is None, random).spread_over(segments, count)
        for measure, values in drawn.items()
    }


def _factors(
    history: History, told: Mapping[int, Mapping[Measure, Interval]], origins: int
) -> Mapping[tuple[int, Measure], Floats]:
    """Return by origin and measure the factors, one a horizon, from what was over by the origin."""
    errors: dict[tuple[int, Measure, int], float] = {}
    for origin, forecasts in told.items():
        for measure, one in forecasts.items():
            for place, ahead in enumerate(HORIZON_PERIODS):
                actual = actual_of(history, origin, measure, ahead)
                if actual is not None:
                    figures = (each[-1, place] for each in (one.expected, one.low, one.high))
                    errors[origin, measure, place] = standard_error(actual[-1], *figures)
    return {
        (origin, measure): np.array(
            [
                widening(_over_by(errors, origin, measure, place, origins), ahead * PERIOD_DAYS)
                for place, ahead in enumerate(HORIZON_PERIODS)
            ]
        )
        for origin, forecasts in told.items()
        for measure in forecasts
    }


def _over_by(
    errors: Mapping[tuple[int, Measure, int], float],
    origin: int,
    measure: Measure,
    place: int,
    origins: int,
) -> Sequence[float]:
    first = origin + HORIZON_PERIODS[place]
    keys = ((past, measure, place) for past in range(first, first + origins))
    return [errors[key] for key in keys if key in errors]


def _rows(
    history: History,
    origin: int,
    measure: Measure,
    told: Mapping[int, Mapping[Measure, Interval]],
    factors: Mapping[tuple[int, Measure], Floats],
    reason: str | None,
) -> list[ForecastRow]:
    raw = told.get(origin, {}).get(measure)
    factor = factors.get((origin, measure))
    one = raw.widened(factor, measure in FLOWS) if raw is not None and factor is not None else None
    if reason is None and one is None:
        reason = NOTHING_SEEN[measure.name]
    pipeline = pipeline_of(history, origin, measure)
    rows = []
    for place, ahead in enumerate(HORIZON_PERIODS):
        beside = (
            actual_of(history, origin, measure, ahead),
            run_rate_of(history, origin, measure, ahead),
            pipeline,
        )
        for number, segment in enumerate((*history.segments, ALL)):
            row = ForecastRow(origin, measure.name, measure.stage, segment, ahead * PERIOD_DAYS)
            if one is not None and factor is not None:
                told_figures = (getattr(one, field.name)[number, place] for field in fields(one))
                expected, low, high, low_95, high_95 = (
                    _rounded(value, measure) for value in told_figures
                )
                row = replace(
                    row,
                    expected=expected,
                    low=low,
                    high=high,
                    low_95=low_95,
                    high_95=high_95,
                    interval_factor=round(float(factor[place]), 4),
                )
            actual, run_rate, weighted = (
                None if values is None else _rounded(values[number], measure) for values in beside
            )
            rows.append(
                replace(
                    row,
                    actual=actual,
                    run_rate=run_rate,
                    weighted_pipeline=weighted,
                    reason=reason,
                )
            )
    return rows


def _rounded(value: float, measure: Measure) -> float:
    return round(float(value) / (100 if measure.kind else 1), 2) + 0.0
