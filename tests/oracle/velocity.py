"""How fast and how often accounts move, counted spell by spell in fractions from the contract."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp, log, sqrt
from typing import Any

Z = 1.959963984540054
HORIZON = 90
HALF = Fraction(1, 2)
Key = tuple[str, str, str, str]  # grouped_by, group, from, to


@dataclass(frozen=True)
class Spell:
    """One stay in a stage; `goes_to` is the next ordinal, None while open on as_of.

    `age` is the number of days from entering to as_of, `days` those spent.
    """

    account: str
    segment: str
    stage: int
    days: int
    goes_to: int | None
    age: int
    is_reentry: bool


Predicate = Callable[[Spell], bool]


def survival(spells: Sequence[Spell], made: Predicate) -> list[tuple[int, Fraction, Fraction]]:
    """Kaplan-Meier on the days of a move: day, share that has not moved, Greenwood's sum."""
    share, greenwood, steps = Fraction(1), Fraction(0), []
    for day in sorted({spell.days for spell in spells if made(spell)}):
        there = sum(spell.days >= day for spell in spells)
        moves = sum(spell.days == day and made(spell) for spell in spells)
        share *= Fraction(there - moves, there)
        if there > moves:
            greenwood += Fraction(moves, there * (there - moves))
        steps.append((day, share, greenwood))
    return steps


def log_log_bounds(share: Fraction, greenwood: Fraction) -> tuple[float, float]:
    """The 95 % bounds of a share on the log-log scale; 0 where nobody is left."""
    if share == 0:
        return 0.0, 0.0
    width = Z * sqrt(greenwood) / -log(share)
    return exp(log(share) * exp(width)), exp(log(share) * exp(-width))


def chance(spells: Sequence[Spell], made: Predicate, within: int) -> Fraction | None:
    """Aalen-Johansen: share expected to have made the move, other exits competing."""
    last = max(spell.days for spell in spells)
    if last < within and any(spell.days == last and spell.goes_to is None for spell in spells):
        return None
    staying, total = Fraction(1), Fraction(0)
    for day in sorted({spell.days for spell in spells if spell.days <= within}):
        there = sum(spell.days >= day for spell in spells)
        leaving = [spell for spell in spells if spell.days == day and spell.goes_to is not None]
        total += staying * Fraction(sum(map(made, leaving)), there)
        staying *= Fraction(there - len(leaving), there)
    return total


def conversion(
    spells: Sequence[Spell], tiers: Mapping[str, str], stages: Sequence[str]
) -> dict[Key, dict[str, Any]]:
    """Every row of stage_conversion, by group and move."""
    groups: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        groups["all", "all"].append(spell)
        groups["segment", spell.segment].append(spell)
        if spell.account in tiers:
            groups["tier", tiers[spell.account]].append(spell)
    rows: dict[Key, dict[str, Any]] = {}
    for group, members in groups.items():
        lost = {}
        for stage in sorted({spell.stage for spell in members}):
            own = [spell for spell in members if spell.stage == stage]
            for to, kind, made in _moves(own, stage, len(stages) - 1):
                name = "any" if kind == "any_forward" else stages[to]
                row = _row(own, kind, made, stage == len(stages) - 1)
                rows[(*group, stages[stage], name)] = row
                if kind == "any_forward" and row["cohort"]:
                    lost[stage] = row["cohort"] - row["cohort_moved"]
        for stage, number in lost.items():
            rank = 1 + sum(other > number for other in lost.values())
            rows[(*group, stages[stage], "any")]["loss_rank"] = rank
    return rows


def _moves(spells: Sequence[Spell], stage: int, last: int) -> list[tuple[int, str, Predicate]]:
    found = {spell.goes_to for spell in spells if spell.goes_to is not None}
    if stage < last:
        found.add(stage + 1)
    moves: list[tuple[int, str, Predicate]] = []
    for to in sorted(found):
        kind = "backward" if to < stage else "forward_by_one" if to == stage + 1 else "skip"
        moves.append((to, kind, lambda spell, to=to: spell.goes_to == to))
    if stage < last:
        moves.append((-1, "any_forward", lambda spell: (spell.goes_to or 0) > stage))
    else:
        moves.append((stage, "churn", lambda spell: spell.goes_to is not None))
    return moves


def _row(spells: Sequence[Spell], kind: str, made: Predicate, is_last: bool) -> dict[str, Any]:
    others = [spell for spell in spells if spell.goes_to is not None and not made(spell)]
    moved = sum(map(made, spells))
    back = sum((spell.goes_to or 0) < spell.stage for spell in others)
    cohort = [spell for spell in spells if spell.age >= HORIZON]
    cohort_moved = sum(made(spell) and spell.days <= HORIZON for spell in cohort)
    rate, low, high = wilson(cohort_moved, len(cohort))
    curve = survival(spells, made)
    bounds = [(day, *log_log_bounds(share, greenwood)) for day, share, greenwood in curve]
    return {
        "move_kind": kind,
        "entered": len(spells),
        "moved": 0 if kind == "churn" else moved,
        "moved_elsewhere": len(others) - back,
        "moved_back": 0 if is_last else back,
        "churned": moved if kind == "churn" else back if is_last else 0,
        "still_open": sum(spell.goes_to is None for spell in spells),
        "reentered": sum(spell.is_reentry for spell in spells),
        "cohort": len(cohort),
        "cohort_moved": cohort_moved,
        "rate": rate,
        "rate_low": low,
        "rate_high": high,
        "median_days": next((day for day, share, _ in curve if share <= HALF), None),
        "median_days_low": next((day for day, lower, _ in bounds if lower <= 0.5 + 1e-9), None),
        "median_days_high": next((day for day, _, upper in bounds if upper <= 0.5 + 1e-9), None),
        "chance_30d": chance(spells, made, 30),
        "chance_90d": chance(spells, made, 90),
        "loss_rank": None,
    }


def wilson(moved: int, number: int) -> tuple[float | None, float | None, float | None]:
    """Rate and its 95 % interval, the roots of (p - rate)^2 = z^2 p (1 - p) / n."""
    if not number:
        return None, None, None
    rate = moved / number
    a, b, c = 1 + Z * Z / number, -(2 * rate + Z * Z / number), rate * rate
    root = sqrt(max(b * b - 4 * a * c, 0))
    return rate, max((-b - root) / (2 * a), 0), min((-b + root) / (2 * a), 1)


def ninetieth_percentile(days: Sequence[int]) -> int | None:
    """Nearest rank: the least value that nine in ten do not exceed; None for fewer than 20."""
    if len(days) < 20:
        return None
    ordered = sorted(days)
    return next(value for value in ordered if sum(d <= value for d in days) * 10 >= 9 * len(days))


def six_places(value: Fraction | None) -> Decimal | None:
    """A share as published."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.000001"), ROUND_HALF_UP)
