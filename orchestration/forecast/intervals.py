"""From drawn futures to an expected figure and its intervals, widened by past errors."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from orchestration.forecast.history import PERIOD_DAYS, Floats, Ints

LEVELS = (0.1, 0.9, 0.025, 0.975)
# Standard errors from the middle to the bound of an 80 % interval.
Z_80 = 1.2815515655446004
# The back-test may change intervals; it starts from the belief that they are right, which weighs
# as much as this many forecasts that do not overlap.
BELIEF = 6.0
# One month beyond all experience says no more than this many standard errors.
MOST_ERRORS = 4.0


@dataclass(frozen=True)
class Interval:
    """Expected figure and bounds of 80 and 95 %, each an array of one shape."""

    expected: Floats
    low: Floats
    high: Floats
    low_95: Floats
    high_95: Floats

    def widened(self, factor: Floats, grows: bool) -> "Interval":
        """Return the intervals with their bounds `factor` times as far off, never below zero.

        The last axis is the horizon. Of what `grows` (it only adds up) 90 days hold no less than
        60, and so do the bounds.
        """

        def moved(bound: Floats) -> Floats:
            wider: Floats = np.maximum(self.expected + (bound - self.expected) * factor, 0)
            return np.maximum.accumulate(wider, axis=-1) if grows else wider

        return Interval(
            self.expected,
            moved(self.low),
            moved(self.high),
            moved(self.low_95),
            moved(self.high_95),
        )

    def spread_over(self, places: Ints, count: int) -> "Interval":
        """Return the intervals of `count` segments and of all: those at `places`, else zeros."""

        def spread(values: Floats) -> Floats:
            wide = np.zeros((count + 1, *values.shape[1:]))
            wide[np.append(places, count)] = values
            return wide

        return Interval(*(spread(getattr(self, field.name)) for field in fields(Interval)))


def summarise(drawn: Floats, is_count: bool, random: np.random.Generator) -> Interval:
    """Return mean and quantiles over the paths, axis 0, of segments and, beside them, of their sum.

    Counts are spread over the half around each before their quantiles are read: else a whole
    number as a bound would hold far more than was asked of it.
    """
    values = np.concatenate([drawn, drawn.sum(axis=1, keepdims=True)], axis=1)
    spread = random.uniform(-0.5, 0.5, (*values.shape[:2], 1)) if is_count else 0.0
    bounds = np.quantile(values + spread, LEVELS, axis=0)
    bounds = np.clip(bounds, values.min(axis=0), values.max(axis=0))
    expected = values.mean(axis=0)
    low, high, low_95, high_95 = bounds
    return Interval(
        expected,
        np.minimum(low, expected),
        np.maximum(high, expected),
        np.minimum(low_95, expected),
        np.maximum(high_95, expected),
    )


def widening(errors: Sequence[float], horizon_days: int) -> float:
    """Return the factor on intervals that past `errors`, in standard errors, ask for.

    The scale of the errors has an inverse chi-squared prior around 1 that weighs `BELIEF`; the
    next error is then Student's t with as many degrees of freedom as there is weight. Origins lie
    a month apart, so those of a longer horizon share most of what they saw: 90 days count for a
    third each. Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6.
    """
    weight = min(1.0, PERIOD_DAYS / horizon_days)
    squares = sum(min(abs(error), MOST_ERRORS) ** 2 for error in errors)
    freedom = BELIEF + weight * len(errors)
    scale = math.sqrt((BELIEF + weight * squares) / freedom)
    return scale * _student_80(freedom) / Z_80


def _student_80(freedom: float) -> float:
    """Return the bound of 80 % of Student's t; Abramowitz and Stegun 26.7.5, exact to 0.001."""
    z = Z_80
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))


def standard_error(actual: float, expected: float, low: float, high: float) -> float:
    """Return how many standard errors `actual` lies from `expected`, by the bound on its side.

    A bound nearer than half a unit is taken as that: of counts nothing finer can be told.
    """
    bound = high - expected if actual > expected else expected - low
    return (actual - expected) / (max(bound, 0.5) / Z_80)
