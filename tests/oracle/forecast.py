"""What a forecast learns from, counted day by day from the histories: written from the definitions.

A day is told by its number; `Account` says in which segment and stage it stood at the end of each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BUCKETS = ((0, 13), (14, 29), (30, 59), (60, 89), (90, 179))
PERIOD = 30


@dataclass(frozen=True)
class Account:
    """`stages` and `segments` are lists of (first day, word); the history begins with a stage."""

    stages: Sequence[tuple[int, int]]
    segments: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Deal:
    """One opportunity, won or lost on a day or open; `account` is the key of an account."""

    name: str
    account: int
    created: int
    won: int | None
    amount: float | None
    type: str = "new"
    lost: int | None = None


def stage_on(account: Account, day: int) -> int | None:
    """Return the stage at the end of the day; None before the history."""
    return next((stage for first, stage in reversed(account.stages) if first <= day), None)


def segment_on(account: Account, day: int) -> str:
    """Return the segment at the end of the day; before the first one it is the first."""
    found = [segment for first, segment in account.segments if first <= day]
    return found[-1] if found else account.segments[0][1]


def age_on(account: Account, day: int) -> int:
    """Return the whole days since the account entered its stage."""
    return day - max(first for first, _ in account.stages if first <= day)


def bucket_of(age: int) -> int:
    """Return the number of the bucket of days in the stage."""
    return next((at for at, (low, high) in enumerate(BUCKETS) if low <= age <= high), len(BUCKETS))


def first_move(accounts: Iterable[Account], as_of: int) -> int | None:
    """Return the first day on which any account moved."""
    days = [day for account in accounts for day, _ in account.stages[1:] if day <= as_of]
    return min(days, default=None)


def sums_by_period(
    accounts: Mapping[int, Account],
    deals: Iterable[Deal],
    as_of: int,
    periods: int,
    recorded: int | None = None,
) -> dict[str, Counter[tuple[object, ...]]]:
    """Return days at risk, moves, accounts at origins and deals, keyed as the models key them.

    Nothing before day `recorded` tells of moves.
    """
    found: dict[str, Counter[tuple[object, ...]]] = {
        name: Counter() for name in ("risks", "moves", "counts", "deals")
    }
    begun = first_move(accounts.values(), as_of)
    if begun is not None and recorded is not None:
        begun = max(begun, recorded)
    for day in range(as_of, as_of - PERIOD * periods, -1):
        period = (as_of - day) // PERIOD
        for account in accounts.values():
            now, before = stage_on(account, day), stage_on(account, day - 1)
            if now is not None and (as_of - day) % PERIOD == 0:
                age = min(age_on(account, day), 180)
                found["counts"][period, segment_on(account, day), now, age] += 1
            if begun is None or day < begun or now is None:
                continue
            if before is None:
                found["moves"][period, segment_on(account, day), -1, 0, now] += 1
                continue
            segment, age = segment_on(account, day - 1), age_on(account, day - 1)
            found["risks"][period, segment, before, bucket_of(age)] += 1
            if now != before:
                found["moves"][period, segment, before, bucket_of(age), now] += 1
    for kind, of_kind in (("opportunity", "created"), ("win", "won")):
        taken = set()
        for deal in sorted(deals, key=lambda deal: deal.name):
            day = getattr(deal, of_kind)
            if deal.type not in ("new", "expansion"):
                continue
            if day is None or not as_of - PERIOD * periods < day <= as_of:
                continue
            account = accounts[deal.account]
            now, before = stage_on(account, day), stage_on(account, day - 1)
            if begun is None or day < begun or now is None:
                continue
            is_first = (deal.account, day) not in taken
            taken.add((deal.account, day))
            came_from = -1 if before is None else before
            key = (
                (came_from, now)
                if is_first and now != before
                else (now if before is None else before, None)
            )
            segment = segment_on(account, day if before is None else day - 1)
            period = (as_of - day) // PERIOD
            found["deals"][period, kind, deal.name, segment, *key, deal.amount] += 1
    return found
