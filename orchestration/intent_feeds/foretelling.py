"""Moves foretold from own signals alone and with a feed beside them, judged on later looks."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orchestration.prediction.measures import area_under_curve

Floats = NDArray[np.float64]
# Keeps a level that hardly anybody has from being told apart perfectly.
RIDGE = 1.0
STEPS = 50
ENOUGH = 1e-10
# Scores that differ by less than this are equal: by rounding they may, and ties count half.
DIGITS = 9


@dataclass(frozen=True)
class Foretold:
    """Cells of the later looks: how likely a move is by either model, and what happened."""

    first_party: Floats
    with_feed: Floats
    moves: Floats
    looks: Floats
    group: NDArray[np.int64]

    def areas(self, kept: NDArray[np.bool_]) -> tuple[float, float]:
        """Return the area under the curve of both models over some of the cells.

        Not a number unless some looks were followed by a move and some were not.
        """
        moves, quiet = self.moves[kept], (self.looks - self.moves)[kept]
        outcome = np.concatenate((np.ones(moves.size), np.zeros(quiet.size)))
        weight = np.concatenate((moves, quiet))
        first_party, with_feed = (
            area_under_curve(outcome, np.concatenate((score[kept], score[kept])), weight)
            for score in (self.first_party, self.with_feed)
        )
        return first_party, with_feed


def foretell(rows: pd.DataFrame, first_party: list[str]) -> Foretold | None:
    """Learn from the earlier looks and foretell the later ones; None if either has no move."""
    later = rows["is_later"].to_numpy(dtype=bool)
    moves = rows["moves"].to_numpy(dtype=np.float64)
    looks = rows["looks"].to_numpy(dtype=np.float64)
    for part in (later, ~later):
        if not 0 < moves[part].sum() < looks[part].sum():
            return None
    levels = pd.get_dummies(rows[first_party].astype(str)).to_numpy(dtype=np.float64)
    surging = rows["is_surging"].to_numpy(dtype=np.float64)[:, None]
    scores = []
    for columns in (levels, np.hstack((levels, surging))):
        design = np.hstack((np.ones((len(rows), 1)), columns))
        told = design @ fit_logistic(design[~later], moves[~later], looks[~later])
        scores.append(told[later].round(DIGITS))
    return Foretold(
        scores[0], scores[1], moves[later], looks[later], rows["account_group"].to_numpy()[later]
    )


def fit_logistic(design: Floats, moves: Floats, looks: Floats) -> Floats:
    """Return the coefficients of a ridge regression of moves out of looks (Newton's method).

    The first column, the intercept, is not shrunk.
    """
    unique, cell = np.unique(design, axis=0, return_inverse=True)
    moved, looked = (np.bincount(cell.ravel(), counts) for counts in (moves, looks))
    penalty = np.diag(np.r_[0.0, np.full(design.shape[1] - 1, RIDGE)])
    found = np.zeros(design.shape[1])
    found[0] = np.log(moved.sum() / (looked.sum() - moved.sum()))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(unique @ found)))
        slope = unique.T @ (moved - looked * chance) - penalty @ found
        curve = (unique.T * (looked * chance * (1 - chance))) @ unique + penalty
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < ENOUGH:
            break
    return found
