"""Points of a decaying rule step by step, in exact decimals.

A touch of age a days gives `points * factor ** floor(a / decay_days)`, rounded half away from zero
to 0.01. Powers of a decimal soon need more digits than a database's decimal has, so the few steps
of each rule are computed here and the models add whole hundredths.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from orchestration.rules.files import Row

CENT = Decimal("0.01")


class DecayStep(NamedTuple):
    """From `offset_days` on a touch is worth `points_cents`, a change of `change_cents`."""

    rule_id: str
    step: int
    offset_days: int
    points_cents: int
    change_cents: int


def decay_steps(rule: Row) -> Iterator[DecayStep]:
    """Yield the steps of one row of `scoring_rules` until nothing changes any more."""
    previous, step = 0, 0
    for step, cents in enumerate(_step_points(rule)):
        if step == 0 or cents != previous:
            offset = step * int(rule["decay_days"] or 0)
            yield DecayStep(rule["rule_id"], step, offset, cents, cents - previous)
        previous = cents


def _step_points(rule: Row) -> Iterator[int]:
    points = Decimal(rule["points"])
    if not rule["decay_days"]:
        yield _cents(points)
        return
    factor = Decimal(rule["decay_factor"])
    last_step = int(rule["decay_steps"]) if rule["decay_steps"] else None
    with localcontext() as context:
        context.prec = 2000
        step = 0
        while last_step is None or step < last_step:
            cents = _cents(points)
            yield cents
            if cents == 0 or (factor == 1 and last_step is None):
                return
            step += 1
            points *= factor
        yield 0


def _cents(points: Decimal) -> int:
    return int(points.quantize(CENT, rounding=ROUND_HALF_UP) * 100)
