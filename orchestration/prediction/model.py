"""A regularised logistic regression whose log-odds are a sum, one part for each feature.

A feature enters as ln(1 + value); where it is unknown it stands at its mean and adds nothing. All
figures are rounded before anybody uses them, so that whoever reads them can count the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from orchestration.prediction.measures import Floats

DIGITS = 6
# Ridge of the calibration: only there to keep a perfectly told apart handful from infinity.
CALIBRATION_C = 1000.0


@dataclass(frozen=True)
class Model:
    """Log-odds = base + sum of coefficient x (ln(1 + value) - mean) over the features."""

    features: tuple[str, ...]
    base: float
    coefficients: tuple[float, ...]
    means: tuple[float, ...]

    def log_odds(self, rows: pd.DataFrame) -> Floats:
        """Return the log-odds of each row."""
        total = np.full(len(rows), self.base)
        for name, coefficient, mean in zip(
            self.features, self.coefficients, self.means, strict=True
        ):
            total += np.nan_to_num(coefficient * (_scaled(rows[name]) - mean), nan=0.0).round(
                DIGITS
            )
        return total

    def probability(self, rows: pd.DataFrame) -> Floats:
        """Return the probability of an outcome of each row."""
        found: Floats = 1 / (1 + np.exp(-self.log_odds(rows)))
        return found


def fit_model(
    features: Iterable[str], fitted: pd.DataFrame, calibrated: pd.DataFrame, overlap: float
) -> Model:
    """Learn from `fitted`, then calibrate on `calibrated`; both hold rows with and without outcome.

    Frames have a row per case with the features, `is_outcome` and `weight`. `overlap` says how
    many rows see the same outcome: the ridge counts it once.
    """
    names = tuple(features)
    raw = np.column_stack([_scaled(fitted[name]) for name in names])
    weight = _floats(fitted["weight"])
    means = np.array([_mean(column, weight) for column in raw.T]).round(DIGITS)
    centred = np.nan_to_num(raw - means, nan=0.0)
    spread = np.sqrt(np.average(centred**2, axis=0, weights=weight))
    # A feature that never varies can say nothing.
    spread[spread < 10.0**-DIGITS] = np.inf
    slopes, base = _regress(centred / spread, fitted["is_outcome"], weight, 1 / overlap)
    coefficients = slopes / spread
    told = np.nan_to_num(
        np.column_stack([_scaled(calibrated[name]) for name in names]) - means, nan=0.0
    )
    (factor,), shift = _regress(
        (base + told @ coefficients)[:, None],
        calibrated["is_outcome"],
        _floats(calibrated["weight"]),
        CALIBRATION_C,
    )
    return Model(
        names,
        round(float(factor * base + shift), DIGITS),
        tuple((factor * coefficients).round(DIGITS).tolist()),
        tuple(means.tolist()),
    )


def slope_and_intercept(log_odds: Floats, outcome: Floats, weight: Floats) -> tuple[float, float]:
    """Regress outcomes on foretold log-odds: 1 and 0 if they were right."""
    (slope,), intercept = _regress(log_odds[:, None], outcome, weight, CALIBRATION_C)
    return float(slope), float(intercept)


def _regress(
    columns: Floats, outcome: "pd.Series[float] | Floats", weight: Floats, strength: float
) -> tuple[Floats, float]:
    # Imported here: every command would pay for it.
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    regression = LogisticRegression(C=strength, tol=1e-8, max_iter=1000)
    # One thread adds up in one order.
    with threadpool_limits(limits=1):
        regression.fit(columns, np.asarray(outcome, dtype=np.int64), sample_weight=weight)
    return regression.coef_[0], float(regression.intercept_[0])


def _scaled(values: "pd.Series[float]") -> Floats:
    found: Floats = np.log1p(_floats(values))
    return found


def _floats(values: "pd.Series[float]") -> Floats:
    return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)


def _mean(values: Floats, weight: Floats) -> float:
    known = np.isfinite(values)
    return float(np.average(values[known], weights=weight[known])) if known.any() else 0.0
