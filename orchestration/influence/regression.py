"""The rate ratio of one claim by Poisson regression, as a second opinion on Mantel and Haenszel.

With days as offset this is the piecewise exponential model of Holford (1980) and of Laird and
Olivier (1981): the covariates multiply the rate, where Mantel-Haenszel lets every stratum have a
rate of its own. Fitted by iteratively reweighted least squares.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
FACTORS = ("segment_no", "time_bucket", "bin", "others", "has_siblings")
MOST_STEPS = 60
CLOSE_ENOUGH = 1e-10


def poisson_log_ratio(strata: pd.DataFrame) -> float | None:
    """Return ln of the ratio of exposed to unexposed rates, or None where none can be fitted.

    `strata` has a row per stratum: FACTORS, and days_ and moves_ of exposed and unexposed.
    """
    sides = _sides(strata)
    if not all((sides["moves"][sides["exposed"] == side].sum() > 0) for side in (0, 1)):
        return None
    return _fit(_design(sides), sides["moves"].to_numpy(float), sides["days"].to_numpy(float))


def _sides(strata: pd.DataFrame) -> pd.DataFrame:
    """Return a row per stratum and side with days; levels without any move say nothing."""
    sides = pd.concat(
        [
            strata[list(FACTORS)].assign(
                exposed=float(name == "exposed"),
                days=strata[f"days_{name}"].astype(float),
                moves=strata[f"moves_{name}"].astype(float),
            )
            for name in ("exposed", "unexposed")
        ],
        ignore_index=True,
    )
    sides = sides[sides["days"] > 0]
    while True:
        says = np.ones(len(sides), dtype=bool)
        for factor in FACTORS:
            says &= (sides.groupby(factor)["moves"].transform("sum") > 0).to_numpy()
        if says.all():
            return sides
        sides = sides[says]


def _design(sides: pd.DataFrame) -> Floats:
    """Return the columns exposed, 1, and one per level of a factor but its first."""
    columns = [sides["exposed"].to_numpy(float), np.ones(len(sides))]
    for factor in FACTORS:
        values = sides[factor].to_numpy()
        columns += [(values == level).astype(float) for level in np.unique(values)[1:]]
    return np.column_stack(columns)


def _fit(design: Floats, moves: Floats, days: Floats) -> float | None:
    # Imported here: every command would pay for it.
    from threadpoolctl import threadpool_limits

    found = np.zeros(design.shape[1])
    found[1] = np.log(moves.sum() / days.sum())
    # One thread adds up in one order.
    with threadpool_limits(limits=1):
        for _ in range(MOST_STEPS):
            expected = days * np.exp(np.clip(design @ found, -40.0, 20.0))
            weighted = design * expected[:, None]
            # The least squares of a rank that is not full leave out what cannot be told apart.
            step = np.linalg.lstsq(design.T @ weighted, design.T @ (moves - expected))[0]
            found += np.clip(step, -5.0, 5.0)
            if np.abs(step).max() < CLOSE_ENOUGH:
                break
        else:
            return None
    return float(found[0])
