"""How well probabilities foretold what then happened. All arrays are of one length, row by row.

`outcome` is 0 or 1, `weight` the number of rows that a row stands for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BINS = 10
RESAMPLES = 200
SEED = 20260101


@dataclass(frozen=True)
class Bin:
    """A tenth of the rows by probability: mean probability, share of outcomes, rows behind it."""

    expected: float
    observed: float
    rows: int


def area_under_curve(outcome: Floats, score: Floats, weight: Floats) -> float:
    """Return the chance that a row with an outcome scores higher than one without; ties are half.

    Not a number unless there are rows of both sorts.
    """
    _, group = np.unique(score, return_inverse=True)
    return _grouped_area(group, outcome, weight)


def area_interval(
    outcome: Floats, score: Floats, weight: Floats, cluster: NDArray[np.int64]
) -> tuple[float, float]:
    """Return the 95 % interval of the area: percentiles over resampled clusters, always the same.

    Not a number where resamples without an outcome leave too few to tell.
    """
    _, group = np.unique(score, return_inverse=True)
    names, member = np.unique(cluster, return_inverse=True)
    random = np.random.default_rng(SEED)
    areas = []
    for _ in range(RESAMPLES):
        times = np.bincount(random.integers(0, names.size, names.size), minlength=names.size)
        areas.append(_grouped_area(group, outcome, weight * times[member]))
    known = np.array(areas)[np.isfinite(areas)]
    if known.size < RESAMPLES // 2:
        return float("nan"), float("nan")
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def _grouped_area(group: NDArray[np.intp], outcome: Floats, weight: Floats) -> float:
    with_outcome = np.bincount(group, weight * outcome)
    without = np.bincount(group, weight * (1 - outcome))
    pairs = with_outcome.sum() * without.sum()
    if not pairs:
        return float("nan")
    below = np.cumsum(without) - without / 2
    return float((with_outcome * below).sum() / pairs)


def average_precision(outcome: Floats, score: Floats, weight: Floats) -> float:
    """Return the mean precision over the outcomes, from the highest score down."""
    _, group = np.unique(-score, return_inverse=True)
    found = np.bincount(group, weight * outcome)
    precision = np.cumsum(found) / np.cumsum(np.bincount(group, weight))
    return float((found * precision).sum() / found.sum()) if found.sum() else float("nan")


def lift(outcome: Floats, score: Floats, weight: Floats, share: float = 0.1) -> float:
    """Return the rate of outcomes in the highest `share` of the rows over the rate of all.

    Rows that tie at its edge count in part, so that their order does not matter.
    """
    _, group = np.unique(-score, return_inverse=True)
    reached = np.concatenate(([0.0], np.cumsum(np.bincount(group, weight))))
    found = np.concatenate(([0.0], np.cumsum(np.bincount(group, weight * outcome))))
    if not found[-1]:
        return float("nan")
    return float(np.interp(share * reached[-1], reached, found) / found[-1] / share)


def brier(outcome: Floats, probability: Floats, weight: Floats) -> float:
    """Return the mean squared difference between probability and outcome."""
    return float(np.average((probability - outcome) ** 2, weights=weight))


def brier_skill(outcome: Floats, probability: Floats, weight: Floats) -> float:
    """Return the share of the squared difference saved against telling all the base rate."""
    rate = np.average(outcome, weights=weight)
    unskilled = rate * (1 - rate)
    if not unskilled:
        return float("nan")
    return float(1 - brier(outcome, probability, weight) / unskilled)


def calibration(outcome: Floats, probability: Floats, weight: Floats) -> list[Bin]:
    """Return tenths of the rows, lowest probability first; equal probabilities share a bin."""
    values, group = np.unique(probability, return_inverse=True)
    reached = np.cumsum(np.bincount(group, weight, minlength=values.size))
    middle = reached - np.bincount(group, weight, minlength=values.size) / 2
    tenth = np.minimum((middle / reached[-1] * BINS).astype(np.int64), BINS - 1)[group]
    return [
        Bin(
            float(np.average(probability[rows], weights=weight[rows])),
            float(np.average(outcome[rows], weights=weight[rows])),
            int(rows.sum()),
        )
        for number in range(BINS)
        if (rows := tenth == number).any()
    ]
