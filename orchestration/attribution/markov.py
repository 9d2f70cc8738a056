"""The removal effect of channels in an absorbing Markov chain of first order.

After Anderl, Becker, von Wangenheim and Schumann (2016), Mapping the customer journey. States are
channels; a path begins in START and ends in CONVERSION or elsewhere. Without a channel, whoever
would go there is lost. Its effect is the share of conversions that are lost with it, and the
effects of channels on paths that convert are scaled to add up to one. All is linear algebra;
nothing is simulated.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

START, CONVERSION = "(start)", "(conversion)"
NOWHERE = "(none)"
# Shares are whole numbers out of this many; as the macro share_units has it.
SHARE_UNITS = 10**12
SHARE_SCHEMA = pa.schema(
    [("transition_no", pa.int32()), ("state", pa.string()), ("share", pa.int64())]
)

Floats = NDArray[np.float64]
Edges = Mapping[tuple[str, str], int]


def markov_shares(
    rows: Iterable[tuple[int, str, str, int]], present: Iterable[tuple[int, str]]
) -> list[dict[str, object]]:
    """Return the share of each state at each transition, in whole units that add up to all.

    `rows` are transition, state left, state entered and how often; `present` are transition and
    state on a path that converts. A chain has effects of others, too, from where its paths might
    go on: they have no share, since credit is of who was present.
    """
    by_transition: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
    for transition, left, entered, times in rows:
        by_transition[transition][left, entered] = times
    credited: dict[int, list[str]] = defaultdict(list)
    for transition, state in sorted(present):
        credited[transition].append(state)
    found: list[dict[str, object]] = []
    for transition, states in credited.items():
        effects = removal_effects(by_transition[transition])
        shares = whole_shares({state: effects[state] for state in states})
        found += [
            {"transition_no": transition, "state": state, "share": share}
            for state, share in shares.items()
        ]
    return found


def removal_effects(edges: Edges) -> dict[str, float]:
    """Return the share of conversions that would be lost with each state, by name.

    Empty if no path converts.
    """
    states = sorted({entered for _, entered in edges} - {CONVERSION, NOWHERE})
    place = {state: number for number, state in enumerate((START, *states))}
    onward = np.zeros((len(place), len(place)))
    converts = np.zeros(len(place))
    leaving = np.zeros(len(place))
    for (left, entered), times in edges.items():
        leaving[place[left]] += times
        if entered == CONVERSION:
            converts[place[left]] += times
        elif entered != NOWHERE:
            onward[place[left], place[entered]] += times
    onward /= leaving[:, None]
    converts /= leaving
    chance = _chance(onward, converts)
    if not chance:
        return {}
    return {state: 1 - _without(onward, converts, place[state]) / chance for state in states}


def whole_shares(effects: Mapping[str, float]) -> dict[str, int]:
    """Return effects scaled to add up to SHARE_UNITS exactly, by the largest remainders."""
    total = sum(effects.values())
    exact = {state: round(SHARE_UNITS * effect / total, 3) for state, effect in effects.items()}
    shares = {state: int(value) for state, value in exact.items()}
    by_remainder = sorted(exact, key=lambda state: (shares[state] - exact[state], state))
    for state in by_remainder[: SHARE_UNITS - sum(shares.values())]:
        shares[state] += 1
    return shares


def _without(onward: Floats, converts: Floats, removed: int) -> float:
    kept = np.arange(len(converts)) != removed
    return _chance(onward[np.ix_(kept, kept)], converts[kept])


def _chance(onward: Floats, converts: Floats) -> float:
    """Return the chance that a path which begins in the first state converts."""
    return float(np.linalg.solve(np.eye(len(converts)) - onward, converts)[0])
