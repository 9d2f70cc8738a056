"""What came after an origin, what came before it, and what the pipeline said: read, not drawn.

All are by segment and, last, of all of them; money in cents.
"""

import numpy as np

from orchestration.forecast.history import CUSTOMER, PERIOD_DAYS, STAGES, Floats, History, Ints
from orchestration.forecast.measures import STANDING, Measure


def actual_of(history: History, origin: int, measure: Measure, ahead: int) -> Floats | None:
    """Return what the `ahead` periods after the origin brought; None while they are not over."""
    if origin < ahead:
        return None
    if measure in STANDING:
        return _standing(history, origin - ahead, measure)
    return _with_all(counted(history, measure, slice(origin - ahead, origin)))


def run_rate_of(history: History, origin: int, measure: Measure, back: int) -> Floats | None:
    """Return what the `back` periods before the origin brought, for accounts who stands there.

    None where not all of these days were observed.
    """
    if measure in STANDING:
        return _standing(history, origin, measure)
    whole = slice(origin, origin + back)
    if history.observed_days[whole].sum() < back * PERIOD_DAYS:
        return None
    return _with_all(counted(history, measure, whole))


def pipeline_of(history: History, origin: int, measure: Measure) -> Floats | None:
    """Return the weighted open opportunities of as_of, origin 0, where the measure is of wins."""
    told: dict[str, Floats | Ints] = {
        "customers": history.pipeline,
        "amount": history.pipeline_cents,
    }
    return _with_all(told[measure.name]) if origin == 0 and measure.name in told else None


def counted(history: History, measure: Measure, periods: slice) -> Ints:
    """Return the measure over whole periods, by segment; money in cents. Not for `accounts`."""
    if measure.kind:
        return _money(history, measure.kind, periods)
    found: Ints
    if measure.name == "new_accounts":
        found = history.arrivals[periods].sum(axis=(0, 2))
    elif measure.name == "customers":
        found = history.moves[periods, :, :, :, CUSTOMER].sum(axis=(0, 2, 3))
    else:
        deals = history.deals["opportunity"]
        found = deals.tied[periods].sum(axis=(0, 2, 3)) + deals.beside[periods].sum(axis=(0, 2))
    return found


def _money(history: History, kind: str, periods: slice) -> Ints:
    lists = history.deals[kind].amounts[periods]
    sums = [
        sum(int(np.maximum(amounts[segment], 0).sum()) for amounts in lists)
        for segment in range(len(history.segments))
    ]
    return np.array(sums, dtype=np.int64)


def _standing(history: History, origin: int, measure: Measure) -> Floats:
    return _with_all(history.accounts[origin, :, STAGES.index(measure.stage)].sum(axis=1))


def _with_all(values: Floats | Ints) -> Floats:
    return np.append(values, values.sum()).astype(np.float64)
