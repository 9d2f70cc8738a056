"""Ratios of a family drawn towards their middle, and the chance of each to be the best.

DerSimonian and Laird (1986): of the largest of many estimates a part is luck. Channels are drawn
to their common mean, campaigns to their channel.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
# Points of the Gauss-Hermite rule: more change no published digit.
POINTS = 96


def shrink(log_ratio: Floats, error: Floats, centre: Floats | None = None) -> tuple[Floats, Floats]:
    """Return shrunken logarithms of ratios and their errors.

    `centre` is the value each is drawn to; without it all are drawn to their weighted mean.
    """
    weight = 1 / error**2
    if centre is None:
        middle = np.full_like(log_ratio, np.average(log_ratio, weights=weight))
        freedom = len(log_ratio) - 1
        scale = weight.sum() - (weight**2).sum() / weight.sum()
    else:
        middle, freedom, scale = centre, len(log_ratio), weight.sum()
    spread = float((weight * (log_ratio - middle) ** 2).sum())
    variance = max(0.0, (spread - freedom) / scale) if scale > 0 else 0.0
    kept = variance / (variance + error**2)
    return middle + kept * (log_ratio - middle), np.sqrt(kept) * error


@cache
def _gauss_hermite() -> tuple[Floats, Floats]:
    return np.polynomial.hermite.hermgauss(POINTS)


def chance_of_being_best(mean: Floats, error: Floats) -> Floats:
    """Return for each of several independent normals the chance that it is the greatest.

    Those without error are what they are; the greatest of them share alike.
    """
    # Imported here: every command would pay for it.
    from scipy.special import ndtr  # type: ignore[import-untyped]

    if not (error > 0).all():
        is_best = mean >= mean.max() - 1e-12
        return np.asarray(is_best / is_best.sum(), dtype=np.float64)
    nodes, weights = _gauss_hermite()
    chances = np.empty(len(mean))
    for place in range(len(mean)):
        drawn = mean[place] + np.sqrt(2) * error[place] * nodes
        others = np.delete(np.arange(len(mean)), place)
        below = ndtr((drawn[:, None] - mean[others]) / error[others])
        chances[place] = (weights * below.prod(axis=1)).sum()
    return np.asarray(chances / chances.sum(), dtype=np.float64)
