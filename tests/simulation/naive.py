"""The numbers that dashboards show instead, to see what goes wrong with them."""

import numpy as np

from tests.simulation.histories import CUSTOMER, History
from tests.simulation.scenarios import CHANNELS

Ratios = dict[str, np.ndarray]
_SPAN = 1 << 20


def naive_ratios(history: History, days: int) -> Ratios:
    """Return arrays of stages x channels; NaN where one side has no move.

    `median days`: median days in the stage of those who moved on untouched, over that of those who
    were touched in it. `ever, never`: moves per day in the stage, touched in it at some time over
    never. `person-time`: moves per day at risk, in the 30 days after a touch over other days.
    """
    spells, touches = history.spells, history.touches
    order = np.lexsort((spells["entered"], spells["account"]))
    account, stage, entered, left, target = (spells[name][order] for name in spells)
    place = np.searchsorted(
        account * _SPAN + entered, touches["account"] * _SPAN + touches["day"], side="right"
    )
    touched = np.zeros((account.size, len(CHANNELS)), dtype=bool)
    touched[place - 1, touches["channel"]] = True
    length = np.minimum(left, days - 1) - entered
    moved = (target > stage) & (left < days)
    shape = (CUSTOMER, len(CHANNELS))
    medians, rates = np.full(shape, np.nan), np.full(shape, np.nan)
    for number in range(CUSTOMER):
        here = stage == number
        for channel in range(len(CHANNELS)):
            sides = (here & touched[:, channel], here & ~touched[:, channel])
            if not all((side & moved).any() for side in sides):
                continue
            slow, quick = (np.median(length[side & moved]) for side in sides)
            medians[number, channel] = quick / slow if slow else np.nan
            ever, never = (moved[side].sum() / length[side].sum() for side in sides)
            rates[number, channel] = ever / never
    other_days = history.days[:, None] - history.days_exposed
    other_moves = history.moves[:, None] - history.moves_exposed
    crude = (history.moves_exposed / history.days_exposed) / (other_moves / other_days)
    return {"median days": medians, "ever, never": rates, "person-time": crude}
