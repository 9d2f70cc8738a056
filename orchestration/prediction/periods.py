"""Days to fit, calibrate and judge a model on, so that no outcome is known beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

SHARE = 5


@dataclass(frozen=True)
class Periods:
    """Days of learning, oldest first; `judge` is empty where the model is the one that predicts."""

    fit: tuple[int, ...]
    calibrate: tuple[int, ...]
    judge: tuple[int, ...] = ()


def back_test_periods(days: Sequence[int], horizon: int) -> Periods | None:
    """Split `days` in time: the newest fifth judges, a fifth before calibrates, the rest fits.

    Between two parts lie `horizon` days, so that every outcome of a part is over when the next
    begins. None if no day is left to fit on.
    """
    rest, judge = _newest(sorted(days), len(days), horizon)
    found = prediction_periods(rest, horizon, len(days))
    return found and Periods(found.fit, found.calibrate, judge)


def prediction_periods(
    days: Sequence[int], horizon: int, all_days: int | None = None
) -> Periods | None:
    """Split `days` in time: the newest fifth (of `all_days`) calibrates, the rest fits."""
    fit, calibrate = _newest(sorted(days), all_days or len(days), horizon)
    return Periods(fit, calibrate) if fit and calibrate else None


def _newest(
    days: Sequence[int], all_days: int, horizon: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    newest = tuple(days[-max(1, all_days // SHARE) :])
    return tuple(day for day in days if newest and day + horizon <= newest[0]), newest
