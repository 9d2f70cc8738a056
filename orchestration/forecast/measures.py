"""The measures that are forecast: what was counted of each, and what futures hold of it.

accounts          in each stage at the end of the horizon
new_accounts      whose history begins
customers         moves into Customer; who was one when the history began is none, who returns is
opportunities     of type new and expansion that are created
pipeline_amount   their amounts
amount            of opportunities of type new and expansion that are won
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from orchestration.forecast.history import (
    CUSTOMER,
    HORIZON_PERIODS,
    INTENT,
    PERIOD_DAYS,
    STAGES,
    Deals,
    Floats,
    History,
    Ints,
)
from orchestration.forecast.paths import Futures, draw_futures
from orchestration.forecast.rates import (
    LEAN,
    draw_hazards,
    draw_leaning,
    draw_rate,
    draw_shares,
)

# New accounts are told by the last 90 days: companies buy lists and stop.
ARRIVAL_PERIODS = 3
# That many leave the mean open by no more than the number of deals does.
MOST_AMOUNTS = 2000


@dataclass(frozen=True)
class Measure:
    """A figure of a stage; `kind` is that of the opportunities whose money it is."""

    name: str
    stage: str
    kind: str | None = None


FLOWS = (
    Measure("new_accounts", "any"),
    Measure("customers", STAGES[CUSTOMER]),
    Measure("opportunities", STAGES[INTENT]),
    Measure("pipeline_amount", STAGES[INTENT], "opportunity"),
    Measure("amount", STAGES[CUSTOMER], "win"),
)
STANDING = tuple(Measure("accounts", stage) for stage in STAGES)
MEASURES = (*STANDING, *FLOWS)


@dataclass(frozen=True)
class LookBack:
    """Sums over the periods before an origin; axes as in `History`, without the period.

    Arrivals are counted in the `newest` of these `periods` only.
    """

    periods: slice
    newest: slice
    days: Ints
    moves: Ints
    arrivals: Ints
    arrival_days: int


def look_back(history: History, origin: int, periods: int) -> LookBack:
    """Return what the `periods` before `origin` saw; nothing after it is read."""
    whole = slice(origin, origin + periods)
    newest = slice(origin, origin + min(periods, ARRIVAL_PERIODS))
    return LookBack(
        whole,
        newest,
        history.days[whole].sum(axis=0),
        history.moves[whole].sum(axis=0),
        history.arrivals[newest].sum(axis=0),
        int(history.observed_days[newest].sum()),
    )


def draw_measures(
    history: History, origin: int, past: LookBack, paths: int, random: np.random.Generator
) -> Mapping[Measure, Floats]:
    """Return what drawn futures hold of each measure, by path, segment and horizon; money in cents.

    Missing are customers and opportunities if the look-back had none, and money of which no amount
    is known in it.
    """
    hazards = draw_hazards(past.moves, past.days, paths, random)
    arrivals = _arrivals(past, paths, random)
    futures = draw_futures(history.accounts[origin], arrivals, hazards, random)
    moves = futures.moves
    deals = history.deals["opportunity"]
    opportunities = _deals(deals, past, futures, random)
    is_won = past.moves[..., CUSTOMER].any()
    # Arrivals bring what they brought in the newest periods alone, see `_deals`.
    is_opened = (
        deals.tied[past.periods, :, :-1].any()
        or deals.tied[past.newest, :, -1].any()
        or deals.beside[past.periods].any()
    )
    found = {
        "new_accounts": moves[:, :, -1].sum(axis=2),
        "customers": moves[:, :, :-1, CUSTOMER].sum(axis=2) if is_won else None,
        "opportunities": opportunities if is_opened else None,
        "pipeline_amount": _money(deals, past, opportunities, random) if is_opened else None,
        "amount": _money(
            history.deals["win"], past, _deals(history.deals["win"], past, futures, random), random
        ),
    }
    ends = np.array(HORIZON_PERIODS) - 1
    drawn = {
        measure: values.cumsum(axis=-1)[..., ends].astype(np.float64)
        for measure in FLOWS
        if (values := found[measure.name]) is not None
    }
    standing = {
        measure: futures.accounts[:, :, number][..., ends].astype(np.float64)
        for number, measure in enumerate(STANDING)
    }
    return {**standing, **drawn}


def _arrivals(past: LookBack, paths: int, random: np.random.Generator) -> Ints:
    seen = np.broadcast_to(past.arrivals, (paths, *past.arrivals.shape))
    rate = draw_rate(seen, np.array(past.arrival_days), random)
    return random.poisson(rate * PERIOD_DAYS * HORIZON_PERIODS[-1])


def _deals(deals: Deals, past: LookBack, futures: Futures, random: np.random.Generator) -> Ints:
    """Return drawn events by path, segment and period: those of moves, and those beside them."""
    paths = len(futures.moves)
    moves = np.concatenate([past.moves.sum(axis=2), past.arrivals[:, None]], axis=1)
    tied = deals.tied[past.periods].sum(axis=0)
    tied[:, -1] = deals.tied[past.newest, :, -1].sum(axis=0)
    share = draw_shares(tied, moves, paths, random)
    of_moves = random.binomial(futures.moves, share[..., None]).sum(axis=(2, 3))
    beside, days = deals.beside[past.periods].sum(axis=0), past.days.sum(axis=2)
    of_all = beside.sum(axis=0)
    above = draw_rate(np.broadcast_to(of_all, (paths, *of_all.shape)), days.sum(axis=0), random)
    rate = draw_leaning(beside, days, above[:, None], random)
    found: Ints = of_moves + random.poisson(rate[..., None] * futures.days).sum(axis=2)
    return found


def _money(
    deals: Deals, past: LookBack, events: Ints, random: np.random.Generator
) -> Floats | None:
    """Return cents by path, segment and period: each event has an amount that was seen before.

    It is one of the segment's own, or with the weight of `LEAN` amounts one of everybody's. Each
    path first draws, with replacement, the amounts that it takes for all there are: few amounts
    leave their mean open. An amount that is not known adds nothing, as in what is counted.
    """
    paths, segments, periods = events.shape
    own = [
        np.concatenate([amounts[segment] for amounts in deals.amounts[past.periods]])
        for segment in range(segments)
    ]
    everybody = np.concatenate(own)
    if not (everybody >= 0).any():
        return None
    of_all = _believed(everybody, paths, random)
    total = np.zeros(events.shape)
    for segment, amounts in enumerate(own):
        cell = np.repeat(np.arange(paths * periods), events[:, segment].ravel())
        drawn = _drawn(of_all, cell // periods, random)
        if len(amounts):
            of_own = _drawn(_believed(amounts, paths, random), cell // periods, random)
            is_own = random.random(len(cell)) * (len(amounts) + LEAN) < len(amounts)
            drawn = np.where(is_own, of_own, drawn)
        total[:, segment] = np.bincount(cell, drawn, paths * periods).reshape(paths, periods)
    return total


def _believed(amounts: Ints, paths: int, random: np.random.Generator) -> Ints:
    size = min(len(amounts), MOST_AMOUNTS)
    chosen: Ints = np.maximum(amounts, 0)[random.integers(0, len(amounts), (paths, size))]
    return chosen


def _drawn(believed: Ints, path: Ints, random: np.random.Generator) -> Ints:
    drawn: Ints = believed[path, random.integers(0, believed.shape[1], len(path))]
    return drawn
