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
MOST_STEPS = 60
CLOSE_ENOUGH = 1e-10


def poisson_log_ratios(strata: pd.DataFrame) -> dict[int, float | None]:
    """Return ln of the ratio of exposed to unexposed rates by claim, None where none can be fitted.

    `strata` has a row per claim_no and stratum: FACTORS, and days_ and moves_ of exposed and
    unexposed. There are thousands of claims, and a frame for each would cost more than the fits.
    """
    # Imported here: every command would pay for it.
    from threadpoolctl import threadpool_limits

    ordered = strata.sort_values(["claim_no", *FACTORS])
    levels = np.column_stack(
        [pd.factorize(ordered[factor], use_na_sentinel=False)[0] for factor in FACTORS]
    )
    days = ordered[["days_exposed", "days_unexposed"]].to_numpy(float)
    moves = ordered[["moves_exposed", "moves_unexposed"]].to_numpy(float)
    numbers, starts = np.unique(ordered["claim_no"].to_numpy(), return_index=True)
    parts = [slice(start, end) for start, end in pairwise([*starts, len(ordered)])]
    # One thread adds up in one order.
    with threadpool_limits(limits=1):
        return {
            int(number): _log_ratio(levels[part], days[part], moves[part])
            for number, part in zip(numbers, parts, strict=True)
        }


def _log_ratio(levels: Codes, days: Floats, moves: Floats) -> float | None:
    """Fit one claim; each stratum gives a row per side with days."""
    sides = np.column_stack([np.repeat([1.0, 0.0], len(levels)), days.T.ravel(), moves.T.ravel()])
    levels = np.vstack([levels, levels])
    says = sides[:, 1] > 0
    while True:
        sides, levels = sides[says], levels[says]
        # Levels without any move say nothing; without them others may have none.
        says = np.ones(len(sides), dtype=bool)
        for column in levels.T:
            says &= np.bincount(column, weights=sides[:, 2])[column] > 0
        if says.all():
            break
    exposed, days, moves = sides.T
    if not (moves @ exposed > 0 and moves @ (1 - exposed) > 0):
        return None
    return _fit(_design(exposed, levels), moves, days)


def _design(exposed: Floats, levels: Codes) -> Floats:
    """Return the columns exposed, 1, and one per level of a factor but its first."""
    columns = [exposed, np.ones(len(exposed))]
    for column in levels.T:
        columns += [(column == level).astype(float) for level in np.unique(column)[1:]]
    return np.column_stack(columns)


def _fit(design: Floats, moves: Floats, days: Floats) -> float | None:
    found = np.zeros(design.shape[1])
    found[1] = np.log(moves.sum() / days.sum())
    for _ in range(MOST_STEPS):
        expected = days * np.exp(np.clip(design @ found, -40.0, 20.0))
        weighted = design * expected[:, None]
        # The least squares of a rank that is not full leave out what cannot be told apart.
        step = np.linalg.lstsq(design.T @ weighted, design.T @ (moves - expected))[0]
        found += np.clip(step, -5.0, 5.0)
        if np.abs(step).max() < CLOSE_ENOUGH:
            return float(found[0])
    return None
