"""How estimates of many companies compare with the truth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Student's t for a two-sided interval of 95 % from 20 groups.
T_19, Z = 2.0930240544082634, 1.959963984540054
INTERVALS = ("Greenland-Robins", "jackknife", "published")


@dataclass(frozen=True)
class Quality:
    """Of the published cells of one scenario; shares of cells, biases as fractions."""

    cells: int
    bias: float
    covered: dict[str, float]
    null_cells: int
    null_called: float
    called: int
    called_falsely: float


def quality(rows: pd.DataFrame) -> Quality:
    """Judge rows with columns truth, ratio, verdict, log_error, jackknife_error, low, high."""
    rows = rows[rows["verdict"] != "not_enough_data"]
    log_miss = np.log(rows["ratio"] / rows["truth"])
    is_covered = {
        "Greenland-Robins": log_miss.abs() <= Z * rows["log_error"],
        "jackknife": log_miss.abs() <= T_19 * rows["jackknife_error"],
        "published": (rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]),
    }
    is_null = rows["is_null"]
    is_called = rows["verdict"].isin(("faster", "slower"))
    return Quality(
        cells=len(rows),
        bias=float(np.expm1(log_miss.median())),
        covered={name: float(flags.mean()) for name, flags in is_covered.items()},
        null_cells=int(is_null.sum()),
        null_called=float(is_called[is_null].mean()) if is_null.any() else 0.0,
        called=int(is_called.sum()),
        called_falsely=float(is_null[is_called].mean()) if is_called.any() else 0.0,
    )


def median_bias(ratio: pd.Series, truth: pd.Series) -> float:
    """Return the median relative deviation, as a fraction; missing ratios are left out."""
    return float(np.expm1(np.log(ratio / truth).median()))
