"""The rate ratio of one claim by Poisson regression, as a second opinion on Mantel and Haenszel.

With days as offset this is the piecewise exponential model of Holford (1980) and of Laird and
Olivier (1981): the covariates multiply the rate, where Mantel-Haenszel lets every stratum have a
rate of its own. Fitted by iteratively reweighted least squares.
"""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
FACTORS = ("segment_no", "time_bucket", "bin", "others", "has_siblings")
SIDES = ("exposed", "unexposed")
MOST_STEPS = 60
# Steps are squared near the end: the next would change no digit that is kept.
CLOSE_ENOUGH = 1e-8
# What must be left of a row of the design besides all others.
LEAST_PIVOT = 1e-9


def poisson_log_ratios(strata: pd.DataFrame) -> dict[int, float | None]:
    """Return ln of the ratio of exposed to unexposed rates by claim, None where none can be fitted.

    `strata` has a row per claim_no and stratum: FACTORS, and days_ and moves_ of exposed and
    unexposed. There are thousands of claims, and a frame for each would cost more than the fits.
    """
    # Imported here: every command would pay for it.
    from threadpoolctl import threadpool_limits

    claims = strata["claim_no"].to_numpy(np.int64)
    levels = [
        pd.factorize(strata[factor], sort=True, use_na_sentinel=False)[0] for factor in FACTORS
    ]
    sizes = [int(key.max(initial=0)) + 1 for key in (claims, *levels)]
    # One number is sorted much faster than six.
    order = np.argsort(np.ravel_multi_index((claims, *levels), sizes))
    claims, codes = claims[order], np.stack([factor[order] for factor in levels])
    days, moves = (
        np.stack([strata[f"{name}_{side}"].to_numpy(float)[order] for side in SIDES])
        for name in ("days", "moves")
    )
    numbers, starts = np.unique(claims, return_index=True)
    parts = [slice(start, end) for start, end in pairwise([*starts, len(claims)])]
    # One thread adds up in one order.
    with threadpool_limits(limits=1):
        return {
            int(number): _log_ratio(codes[:, part], days[:, part], moves[:, part])
            for number, part in zip(numbers, parts, strict=True)
        }


def _log_ratio(levels: Codes, days: Floats, moves: Floats) -> float | None:
    """Fit one claim; strata are columns, and what they have of either side two rows."""
    says = days.sum(axis=0) > 0
    while True:
        levels, days, moves = levels[:, says], days[:, says], moves[:, says]
        # Levels without any move say nothing; without them others may have none.
        moved = moves.sum(axis=0)
        says = np.ones(len(moved), dtype=bool)
        for factor in levels:
            says &= np.bincount(factor, weights=moved)[factor] > 0
        if says.all():
            break
    if not (moves.sum(axis=1) > 0).all():
        return None
    return _fit(_design(levels), moves, days)


def _design(levels: Codes) -> Floats:
    """Return the rows 1, and one per level of a factor but its first."""
    rows = [np.ones(levels.shape[1])]
    for factor in levels:
        rows += [factor == level for level in np.flatnonzero(np.bincount(factor))[1:]]
    return np.stack(rows, dtype=float, casting="unsafe")


def _fit(design: Floats, moves: Floats, days: Floats) -> float | None:
    """Find the effects of the rows of the design and, the last, of being exposed."""
    found = np.zeros(len(design) + 1)
    found[0] = np.log(moves.sum() / days.sum())
    information = np.empty((len(found), len(found)))
    for _ in range(MOST_STEPS):
        rates = found[:-1] @ design + np.array([[found[-1]], [0.0]])
        expected = days * np.exp(np.clip(rates, -40.0, 20.0))
        left = moves - expected
        # Both sides of a stratum have the same row, so what they add up to is enough.
        information[:-1, :-1] = (design * expected.sum(axis=0)) @ design.T
        information[:-1, -1] = information[-1, :-1] = design @ expected[0]
        information[-1, -1] = expected[0].sum()
        step = _solved(information, np.append(design @ left.sum(axis=0), left[0].sum()))
        found += np.clip(step, -5.0, 5.0)
        if np.abs(step).max() < CLOSE_ENOUGH:
            return float(found[-1])
    return None


def _solved(information: Floats, score: Floats) -> Floats:
    # Imported here: every command would pay for it.
    from scipy.linalg.lapack import dposv  # type: ignore[import-untyped]

    factor, step, failed = dposv(information, score)
    least = LEAST_PIVOT * information.diagonal().max()
    if not failed and (factor.diagonal() ** 2 > least).all():
        return np.asarray(step)
    # Ten times as slow, but of a rank that is not full it leaves out what cannot be told apart.
    return np.asarray(np.linalg.lstsq(information, score)[0])
