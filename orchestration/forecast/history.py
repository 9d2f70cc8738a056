"""What a forecast learns from, as arrays: every figure is a sum over periods of 30 days.

Axes, always in this order: period (0 ends on as_of; its last day is the origin of that number),
segment, stage left (the last index, -1, is "had no history": an arrival), bucket of days spent in
it, stage entered, or days in the stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
CUSTOMER = STAGES.index("Customer")
INTENT = STAGES.index("Intent")
# First day of each bucket of days in a stage, and the age beyond which nothing changes; the same
# as in macros/forecast.sql.
BUCKET_STARTS = np.array([0, 14, 30, 60, 90, 180])
OLDEST_AGE = 180
PERIOD_DAYS = 30
# 30, 60 and 90 days.
HORIZON_PERIODS = (1, 2, 3)
KINDS = ("opportunity", "win")


@dataclass(frozen=True)
class Deals:
    """New business of one kind: events of a move, at most one each, and events beside moves.

    `amounts` has a list per period and segment: amounts in cents in the order of the
    opportunities' ids, -1 where unknown.
    """

    tied: Ints
    beside: Ints
    amounts: list[list[Ints]]

    def of(self, segments: Ints) -> "Deals":
        """Return those of some segments."""
        amounts = [[row[one] for one in segments] for row in self.amounts]
        return Deals(self.tied[:, segments], self.beside[:, segments], amounts)


@dataclass(frozen=True)
class History:
    """Sums by period of everything up to as_of; see the module for the axes.

    `days` account-days at risk, `moves` and `arrivals` counts, `accounts` who stood where at the
    period's end by age, `observed_days` and `history_days` of the period and up to its end,
    `pipeline` and `pipeline_cents` the open opportunities of as_of, weighted; `deals` by kind.
    """

    segments: tuple[str, ...]
    observed_days: Ints
    history_days: Ints
    days: Ints
    moves: Ints
    arrivals: Ints
    accounts: Ints
    pipeline: Floats
    pipeline_cents: Ints
    deals: Mapping[str, Deals]

    def known_by(self, origin: int) -> Ints:
        """Return the numbers of the segments that had been heard of by the origin."""
        seen = self.days[origin:].sum(axis=(0, 2, 3)) + self.accounts[origin].sum(axis=(1, 2))
        return np.flatnonzero(seen)

    def of(self, segments: Ints) -> "History":
        """Return the history of some segments."""
        return replace(
            self,
            segments=tuple(self.segments[one] for one in segments),
            days=self.days[:, segments],
            moves=self.moves[:, segments],
            arrivals=self.arrivals[:, segments],
            accounts=self.accounts[:, segments],
            pipeline=self.pipeline[segments],
            pipeline_cents=self.pipeline_cents[segments],
            deals={kind: deals.of(segments) for kind, deals in self.deals.items()},
        )


def read_history(frames: Mapping[str, pd.DataFrame]) -> History:
    """Return the arrays of the models int_forecast_<name>, in which the order of rows is nothing.

    `frames` holds periods, risks, moves, counts, deals and pipeline.
    """
    segments = tuple(sorted({*frames["counts"]["segment"], *frames["risks"]["segment"]}))
    periods = frames["periods"].sort_values("period_no")
    size, stages = (len(periods), len(segments)), len(STAGES)
    at = _Places(segments, size)
    moves = frames["moves"]
    pipeline = frames["pipeline"].assign(period_no=0)
    every = at.sum(
        moves,
        ["from_ordinal", "bucket_no", "to_ordinal"],
        (stages + 1, len(BUCKET_STARTS), stages),
        moves["moves"],
    )
    return History(
        segments,
        periods["days"].to_numpy(np.int64),
        periods["history_days"].to_numpy(np.int64),
        at.sum(
            frames["risks"],
            ["ordinal", "bucket_no"],
            (stages, len(BUCKET_STARTS)),
            frames["risks"]["days"],
        ),
        every[:, :, :-1],
        every[:, :, -1].sum(axis=2),
        at.sum(
            frames["counts"],
            ["ordinal", "age_days"],
            (stages, OLDEST_AGE + 1),
            frames["counts"]["accounts"],
        ),
        at.sum(pipeline, [], (), _scaled(pipeline["deals"], 10_000))[0] / 10_000,
        at.sum(pipeline, [], (), _scaled(pipeline["amount"], 100))[0],
        {kind: _deals(frames["deals"], kind, at) for kind in KINDS},
    )


class _Places:
    """Adds rows up into arrays that begin with period and segment."""

    def __init__(self, segments: tuple[str, ...], size: tuple[int, int]) -> None:
        self.size = size
        self.numbers = {segment: number for number, segment in enumerate(segments)}

    def of(self, rows: pd.DataFrame) -> tuple[Ints, Ints]:
        """Return period and segment number of each row."""
        numbers = rows["segment"].map(self.numbers)
        return np.asarray(rows["period_no"], dtype=np.int64), np.asarray(numbers, dtype=np.int64)

    def sum(
        self,
        rows: pd.DataFrame,
        columns: list[str],
        shape: tuple[int, ...],
        values: "pd.Series[int] | Ints",
    ) -> Ints:
        """Return whole `values` summed by period, segment and `columns`, whose sizes `shape` is."""
        total = np.zeros((*self.size, *shape), dtype=np.int64)
        index = (*self.of(rows), *(rows[name].to_numpy(np.int64) for name in columns))
        np.add.at(total, index, np.asarray(values, dtype=np.int64))
        return total


def _deals(rows: pd.DataFrame, kind: str, at: _Places) -> Deals:
    rows = rows[rows["kind"] == kind].sort_values("opportunity_id", ignore_index=True)
    tied, beside = rows[rows["to_ordinal"].notna()], rows[rows["to_ordinal"].isna()]
    cents = _scaled(rows["amount"], 100, unknown=-1)
    period, segment = at.of(rows)
    stages = len(STAGES)
    return Deals(
        at.sum(
            tied,
            ["from_ordinal", "to_ordinal"],
            (stages + 1, stages),
            np.ones(len(tied), dtype=np.int64),
        ),
        at.sum(beside, ["from_ordinal"], (stages,), np.ones(len(beside), dtype=np.int64)),
        [
            [cents[(period == one) & (segment == other)] for other in range(at.size[1])]
            for one in range(at.size[0])
        ],
    )


def _scaled(values: "pd.Series[float]", scale: int, unknown: int = 0) -> Ints:
    # Decimals arrive as objects or doubles; times the scale they are whole again.
    known = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    whole: Ints = np.where(np.isnan(known), unknown, np.rint(known * scale)).astype(np.int64)
    return whole
