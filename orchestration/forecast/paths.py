"""Futures of all accounts: where each goes and when, by the chances of each day.

The chance to leave a stage on a day depends on the stage and on the days spent in it (a semi-Markov
process). What is left of a stay is drawn at once from its cumulative hazard, so that a day on which
an account stays costs nothing. Exact: no count is rounded, no day is skipped.
"""

import math
from dataclasses import dataclass

import numpy as np

from orchestration.forecast.history import BUCKET_STARTS, HORIZON_PERIODS, PERIOD_DAYS, Floats, Ints

PERIODS = HORIZON_PERIODS[-1]
LAST_DAY = PERIODS * PERIOD_DAYS
# Stays followed at a time, so that what is held stays small and near.
MOST_STAYS = 400_000
# Beyond every horizon, and still a number.
OUT_OF_SIGHT = 1e6


@dataclass(frozen=True)
class Futures:
    """What came by path, segment and, as the last axis, period of 30 days.

    Moves by stage left (the last: none, an arrival) and stage entered; by stage, account-days at
    risk in the period and accounts at its end.
    """

    moves: Ints
    days: Ints
    accounts: Ints


@dataclass(frozen=True)
class _Stays:
    """Accounts in a stage since `day`, having spent `age` days in it; `row` is path and segment."""

    row: Ints
    stage: Ints
    age: Ints
    day: Ints

    def pick(self, chosen: Ints) -> "_Stays":
        return _Stays(self.row[chosen], self.stage[chosen], self.age[chosen], self.day[chosen])

    def joined(self, others: "_Stays") -> "_Stays":
        names = ("row", "stage", "age", "day")
        both = ((getattr(self, name), getattr(others, name)) for name in names)
        return _Stays(*(np.concatenate(one) for one in both))


@dataclass(frozen=True)
class _Exits:
    """Stays that end, the day on which each does, and its bucket of days in the stage then."""

    stays: _Stays
    day: Ints
    bucket: Ints


def draw_futures(
    accounts: Ints, arrivals: Ints, hazards: Floats, random: np.random.Generator
) -> Futures:
    """Follow `accounts` (by segment, stage, age) and `arrivals` (by path, segment, stage).

    Arrivals come on days drawn evenly from the 90. `hazards` are daily chances by path, segment,
    stage, bucket and stage entered.
    """
    paths, segments, stages = arrivals.shape
    clock = _Clock(hazards)
    counted = []
    step = max(1, MOST_STAYS // max(int(accounts.sum()), 1))
    for first in range(0, paths, step):
        last = min(first + step, paths)
        tally = _Tally((last - first) * segments, stages)
        begun = _newcomers(arrivals[first:last], random)
        tally.add(begun.row, stages, begun.stage, begun.day)
        ended = clock.first_exits(accounts, first, last, random)
        while len(ended.stays.row) or len(begun.row):
            stays = ended.stays
            entered = clock.next_stage(ended, first, random)
            tally.add(stays.row, stays.stage, entered, ended.day)
            fresh = _Stays(stays.row, entered, np.zeros_like(entered), ended.day)
            ended = clock.exits(fresh.joined(begun), first, random)
            begun = begun.pick(np.zeros(0, dtype=np.int64))
        counted.append(tally.counted())
    moves, changes = (np.concatenate(parts) for parts in zip(*counted, strict=True))
    changes[..., 0] += np.tile(accounts.sum(axis=2), (paths, 1))
    standing = changes.cumsum(axis=2).reshape(paths, segments, stages, LAST_DAY + 1)
    # At risk on a day is who stood there when it began.
    spent = standing[..., :-1].reshape(*standing.shape[:-1], PERIODS, PERIOD_DAYS).sum(axis=-1)
    return Futures(
        moves.reshape(paths, segments, stages + 1, stages, PERIODS),
        spent,
        standing[..., PERIOD_DAYS::PERIOD_DAYS],
    )


class _Tally:
    """Counts moves, and by day how many more stand in each stage, of some rows."""

    def __init__(self, rows: int, stages: int) -> None:
        self.moves, self.changes = (rows, stages + 1, stages, PERIODS), (rows, stages, LAST_DAY + 1)
        self.events: list[tuple[Ints, Ints, Ints, Ints]] = []

    def add(self, row: Ints, left: Ints | int, entered: Ints, day: Ints) -> None:
        """Count moves on `day`; arrivals leave the stage after the last."""
        self.events.append((row, np.zeros_like(row) + left, entered, day))

    def counted(self) -> tuple[Ints, Ints]:
        """Return moves by row, stage left, stage entered and period; changes by row, stage, day."""
        row, left, entered, day = (np.concatenate(one) for one in zip(*self.events, strict=True))
        known = left < self.moves[2]
        return (
            _sums((row, left, entered, (day - 1) // PERIOD_DAYS), self.moves),
            _sums((row, entered, day), self.changes)
            - _sums((row[known], left[known], day[known]), self.changes),
        )


def _sums(index: tuple[Ints, ...], shape: tuple[int, ...]) -> Ints:
    flat = np.ravel_multi_index(index, shape)
    return np.bincount(flat, minlength=math.prod(shape)).reshape(shape)


class _Clock:
    """Draws when stays end and where they lead, from hazards by path, segment and stage."""

    def __init__(self, hazards: Floats) -> None:
        self.segments, self.stages = hazards.shape[1:3]
        whole = hazards.sum(axis=-1).reshape(-1, hazards.shape[3])
        # A daily chance as a rate: over k days exp(-k rate) stay.
        self.rates = -np.log1p(-whole)
        lengths = np.diff(BUCKET_STARTS)
        before = np.cumsum(self.rates[:, :-1] * lengths, axis=1)
        self.before = np.concatenate([np.zeros((len(whole), 1)), before], axis=1)
        share = hazards.reshape(-1, hazards.shape[3], self.stages)
        sums = np.cumsum(share, axis=-1)
        # By its own end, so that it ends at 1 and nobody goes where no chance is.
        self.shares = sums / np.maximum(sums[..., -1:], np.finfo(float).tiny)

    def first_exits(
        self, accounts: Ints, first: int, last: int, random: np.random.Generator
    ) -> _Exits:
        """Draw who of those that are there leaves within the 90 days, for paths from `first`."""
        segment, stage, age = np.nonzero(accounts)
        count = last - first
        row = (np.arange(count)[:, None] * self.segments + segment).ravel()
        stage, age = np.tile(stage, count), np.tile(age, count)
        cell = self.cell(row, stage, first)
        hazard = self.gone_by(cell, age + LAST_DAY) - self.gone_by(cell, age)
        standing = np.tile(accounts[np.nonzero(accounts)], count)
        one = np.repeat(np.arange(len(row)), random.binomial(standing, -np.expm1(-hazard)))
        stays = _Stays(row[one], stage[one], age[one], np.zeros(len(one), dtype=np.int64))
        # Of an exponential, what is below the hazard of these days.
        spent = -np.log1p(random.random(len(one)) * np.expm1(-hazard[one]))
        return self._ended(stays, spent, first)

    def exits(self, stays: _Stays, first: int, random: np.random.Generator) -> _Exits:
        """Draw which of these stays end within the 90 days."""
        return self._ended(stays, random.standard_exponential(len(stays.row)), first)

    def next_stage(self, ended: _Exits, first: int, random: np.random.Generator) -> Ints:
        """Draw the stage that each stay leads to."""
        cell = self.cell(ended.stays.row, ended.stays.stage, first)
        chance = random.random(len(cell))
        stage = np.zeros(len(cell), dtype=np.int64)
        for number in range(self.stages - 1):
            stage += self.shares[cell, ended.bucket, number] <= chance
        return stage

    def cell(self, row: Ints, stage: Ints, first: int) -> Ints:
        """Return where the rates of rows stand; they are numbered from path `first` on."""
        found: Ints = (row + first * self.segments) * self.stages + stage
        return found

    def gone_by(self, cell: Ints, age: Ints) -> Floats:
        """Return the cumulative rate of leaving up to `age`."""
        bucket = np.searchsorted(BUCKET_STARTS, age, side="right") - 1
        in_bucket = age - BUCKET_STARTS[bucket]
        found: Floats = self.before[cell, bucket] + self.rates[cell, bucket] * in_bucket
        return found

    def _ended(self, stays: _Stays, spent: Floats, first: int) -> _Exits:
        cell = self.cell(stays.row, stays.stage, first)
        level = self.gone_by(cell, stays.age) + spent
        bucket = np.zeros(len(cell), dtype=np.int64)
        for number in range(1, len(BUCKET_STARTS)):
            bucket += self.before[cell, number] <= level
        with np.errstate(divide="ignore", invalid="ignore"):
            beyond = (level - self.before[cell, bucket]) / self.rates[cell, bucket]
        age = np.fmin(BUCKET_STARTS[bucket] + beyond, OUT_OF_SIGHT)
        # The first whole day by which the rate is used up; a stay lasts at least one.
        days = np.maximum(np.ceil(age).astype(np.int64) - stays.age, 1)
        (within,) = np.nonzero(stays.day + days <= LAST_DAY)
        return _Exits(stays.pick(within), (stays.day + days)[within], bucket[within])


def _newcomers(arrivals: Ints, random: np.random.Generator) -> _Stays:
    stages = arrivals.shape[2]
    one = np.repeat(np.arange(arrivals.size), arrivals.ravel())
    day = random.integers(1, LAST_DAY + 1, len(one))
    return _Stays(one // stages, one % stages, np.zeros_like(one), day)
