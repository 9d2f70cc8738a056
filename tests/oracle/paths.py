"""Typical paths counted one by one: quartiles, shares and their comparison with stayers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import sqrt

from tests.oracle.credit import BEFORE_ENTRY, LAST_STAGE, PATH_DAYS, History, steps_of

BOUNDS = (7, 14, 30, 45, 60, 90, 180)
LEAST_MOVES = 20
ANY = -9
Z = 1.959963984540054
Group = tuple[int, int, str]
Cell = tuple[int, str, int]


@dataclass(frozen=True)
class Seen:
    """What one path looks like."""

    figures: dict[str, int]
    first: str
    last: str
    sequence: str


@dataclass(frozen=True)
class Move:
    """A move forward with its cell and its path."""

    stage: int
    to_stage: int
    cell: Cell
    days: int
    account: int
    seen: Seen

    def groups(self) -> set[Group]:
        """All that it is told with."""
        segment = self.cell[1]
        found = {
            (self.stage, to, where) for to in (self.to_stage, ANY) for where in (segment, "all")
        }
        return found | {(ANY, ANY, "all")}


def look_back(history: History, entered: int, end: int) -> Seen:
    """Return what a path of an account that entered its stage and ends so looks like."""
    first = max(entered - BEFORE_ENTRY, end - PATH_DAYS)
    touches = [touch for touch in history.touches if first <= touch.day < end]
    steps = steps_of(touches, first, end)
    runs = [channel for channel, _ in groupby(step.channel for step in steps)]
    figures = {
        "touches": sum(touch.quantity for touch in touches),
        "people": len({touch.actor for touch in touches}),
        "channels": len({touch.channel for touch in touches}),
        "touched_days": len({touch.day for touch in touches}),
        "days_in_stage": end - entered,
    }
    if not runs:
        return Seen(figures, "untouched", "untouched", "untouched")
    shown = " > ".join(["..."] * (len(runs) > 6) + runs[-6:])
    return Seen(figures, runs[0], runs[-1], shown)


def moves_of(histories: Sequence[History], as_of: int) -> list[Move]:
    """Return every move forward."""
    found = []
    for key, history in enumerate(histories):
        for (stage, entered), (to_stage, end) in zip(
            history.spells, history.spells[1:], strict=False
        ):
            if end <= as_of and to_stage > stage:
                days = end - entered
                cell = (stage, history.segment, sum(days >= bound for bound in BOUNDS))
                seen = look_back(history, entered, end)
                found.append(Move(stage, to_stage, cell, days, key, seen))
    return found


def stayers_of(
    histories: Sequence[History], moves: Sequence[Move], as_of: int
) -> dict[Cell, list[tuple[int, Seen]]]:
    """Return by cell who was there for as long as its median mover and did not leave that day."""
    days: dict[Cell, list[int]] = defaultdict(list)
    for move in moves:
        days[move.cell].append(move.days)
    found: dict[Cell, list[tuple[int, Seen]]] = defaultdict(list)
    for cell, lengths in days.items():
        median = sorted(lengths)[(len(lengths) - 1) // 2]
        for key, history in enumerate(histories):
            ends = [day for _, day in history.spells[1:]] + [None]
            for (stage, entered), end in zip(history.spells, ends, strict=True):
                day = entered + median
                if (
                    (stage, history.segment) == cell[:2]
                    and stage < LAST_STAGE
                    and day <= as_of
                    and (end is None or end > day)
                ):
                    found[cell].append((key, look_back(history, entered, day)))
    return found


def weighed(
    moves: Sequence[Move], stayers: dict[Cell, list[tuple[int, Seen]]]
) -> dict[tuple[Group, str], list[tuple[int, Seen, int]]]:
    """Return by group the paths of movers and stayers as (account, path, weight in millionths)."""
    by_group: dict[Group, list[Move]] = defaultdict(list)
    for move in moves:
        for group in move.groups():
            by_group[group].append(move)
    found = {}
    for group, members in by_group.items():
        if len(members) < LEAST_MOVES and group[0] != ANY:
            continue
        found[group, "mover"] = [(move.account, move.seen, 10**6) for move in members]
        cells = Counter(move.cell for move in members)
        compared = [
            (account, seen, int(10**6 * Fraction(number, len(stayers[cell])) + Fraction(1, 2)))
            for cell, number in cells.items()
            for account, seen in stayers[cell]
        ]
        if compared:
            found[group, "stayer"] = compared
    return found


def quartile(values: Sequence[tuple[int, int]], percent: int) -> int:
    """Return the least value up to which so much of the weight lies."""
    whole = sum(weight for _, weight in values)
    reached = 0
    for value, weight in sorted(values):
        reached += weight
        if 100 * reached >= percent * whole:
            return value
    raise AssertionError


def wilson(part: float, whole: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share."""
    middle = part + Z * Z / 2
    spread = Z * sqrt(part * (whole - part) / whole + Z * Z / 4)
    return (middle - spread) / (whole + Z * Z), (middle + spread) / (whole + Z * Z)
