"""Where two histories by day differ."""

from collections.abc import Mapping
from datetime import date


def next_change(days: Mapping[date, object], as_of: date) -> date | None:
    """The first day after as_of whose value is another than on as_of."""
    later = sorted(day for day in days if day > as_of and days[day] != days[as_of])
    return later[0] if later else None


def within(day: date | None, days: Mapping[date, object]) -> date | None:
    """The day if the oracle looks as far, else None."""
    return day if day in days else None


def first_difference(ours: Mapping[date, object], theirs: Mapping[date, object]) -> str:
    """How many days differ and the first of them; empty if none."""
    for day in sorted(ours.keys() | theirs.keys()):
        if ours.get(day) != theirs.get(day):
            different = sum(ours.get(d) != theirs.get(d) for d in ours.keys() | theirs.keys())
            return (
                f"{different} days differ, first day {day}: "
                f"oracle {ours.get(day)}, pipeline {theirs.get(day)}"
            )
    return ""


def presence(found: object) -> str:
    """In words whether somebody has a subject at all."""
    return "has it" if found else "leaves it out"
