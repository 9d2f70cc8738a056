"""Made-up companies of which the rules are known: who moves on which day, and what is sold.

Accounts move by daily chances that the forecast's model does not have: each account has a pace of
its own that nobody sees, chances vary with the days in a stage at other days than the model's
buckets, stages are skipped, and the base grows.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

SEGMENTS = ("large", "medium", "small")
# Pace of a segment, and its share of all accounts.
PACES = np.array([1.65, 1.28, 1.0])
SHARES = np.array([0.2, 0.3, 0.5])
AMOUNTS = np.array([60_000.0, 25_000.0, 8_000.0])
# Daily chance to move on, and back, by stage.
FORWARD = np.array([1 / 260, 1 / 230, 1 / 190, 1 / 150, 1 / 110, 0])
BACKWARD = np.array([0, 1 / 500, 1 / 350, 1 / 300, 1 / 250, 1 / 700])
# Chances are highest at first: up to day 20, up to day 80, later.
AGES, BY_AGE = np.array([20, 80]), np.array([1.3, 1.0, 0.7])
OWN_PACE = 0.5
SKIPS = 0.08
INTENT, CUSTOMER = 4, 5
FAR = 2_000_000


@dataclass(frozen=True)
class World:
    """What differs between companies: size, length, and what the model is not prepared for."""

    accounts: int = 3000
    days: int = 900
    # Days before the end from which on everybody moves at `pace_after` times the pace.
    break_before_end: int = 0
    pace_after: float = 1.0
    # How far the pace swings over a year.
    season: float = 0.0


def tables(world: World, seed: int) -> dict[str, pd.DataFrame]:
    """Return the tables that the forecast's models read, as of the world's last day."""
    random = np.random.default_rng(seed)
    count = world.accounts
    segment = random.choice(3, count, p=SHARES)
    # Four in ten come later, the more the later.
    start = np.where(
        random.random(count) < 0.6, 0, (world.days * np.sqrt(random.random(count))).astype(int)
    )
    start = np.minimum(start, world.days)
    spells, deals = _Spells(), _Deals(random, segment)
    own = PACES[segment] * np.exp(OWN_PACE * random.standard_normal(count))
    stage = np.where(random.random(count) < 0.1, 1, 0)
    entered = start.copy()
    for day in range(world.days + 1):
        arriving = np.flatnonzero(start == day)
        spells.add(arriving, stage[arriving], None, day)
        there = start < day
        age = day - 1 - entered
        pace = own * BY_AGE[np.searchsorted(AGES, age, side="right")] * _pace(world, day)
        chance = random.random(count)
        forward = there & (chance < FORWARD[stage] * pace)
        back = there & ~forward & (chance > 1 - BACKWARD[stage])
        skip = 1 + (random.random(count) < SKIPS)
        drop = 1 + (random.random(count) < 0.3) * random.integers(0, 5, count)
        target = np.where(forward, np.minimum(stage + skip, CUSTOMER), np.maximum(stage - drop, 0))
        moving = np.flatnonzero(forward | back)
        deals.move(moving, stage[moving], target[moving], day)
        deals.wait(np.flatnonzero(there & ~(forward | back)), stage, day)
        spells.add(moving, target[moving], stage[moving], day)
        stage[moving], entered[moving] = target[moving], day
    return {
        "int_stage_spells": spells.frame(),
        "int_account_segments": pd.DataFrame(
            {
                "account_key": np.arange(count),
                "segment": np.array(SEGMENTS)[segment],
                "valid_from_day": -1_000_000,
                "valid_to_day": FAR,
            }
        ),
        **deals.frames(world.days),
        "opportunity_stages": pd.DataFrame({"stage": ["Proposal"], "probability": [0.5]}),
        "stg_control__run": pd.DataFrame({"as_of_day": [world.days]}),
        "int_recorded_since": pd.DataFrame({"recorded_day": [0]}),
    }


def load(connection: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame]) -> None:
    """Create a table of each frame."""
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"create or replace table {name} as from frame")
        connection.unregister("frame")


def _pace(world: World, day: int) -> float:
    broken = day > world.days - world.break_before_end
    swing = 1 + world.season * np.sin(2 * np.pi * day / 365)
    return float(swing) * (world.pace_after if broken else 1.0)


class _Spells:
    """Collects stays as the stage models write them."""

    def __init__(self) -> None:
        self.parts: list[pd.DataFrame] = []

    def add(
        self, accounts: np.ndarray, stages: np.ndarray, before: np.ndarray | None, day: int
    ) -> None:
        self.parts.append(
            pd.DataFrame(
                {
                    "account_key": accounts,
                    "ordinal": stages,
                    "previous_ordinal": np.full(len(accounts), -1) if before is None else before,
                    "entered_day": day,
                }
            )
        )

    def frame(self) -> pd.DataFrame:
        rows = pd.concat(self.parts, ignore_index=True).sort_values(["account_key", "entered_day"])
        rows["replay_id"] = 0
        following = rows.groupby("account_key")["entered_day"].shift(-1)
        rows["exited_day"] = following.fillna(FAR).astype(int)
        before = rows["previous_ordinal"].astype("Int64")
        return rows.assign(previous_ordinal=before.mask(before < 0))


class _Deals:
    """Opportunities: most come with Intent and end with it, customers buy more now and then."""

    def __init__(self, random: np.random.Generator, segment: np.ndarray) -> None:
        self.random, self.segment = random, segment
        self.rows: list[dict[str, object]] = []
        self.open: dict[int, list[int]] = {}

    def move(self, accounts: np.ndarray, left: np.ndarray, to: np.ndarray, day: int) -> None:
        for account, before, after in zip(
            accounts.tolist(), left.tolist(), to.tolist(), strict=True
        ):
            if after in (INTENT, CUSTOMER) and before < INTENT and self.random.random() < 0.85:
                self._create(account, "new", day)
            if after != INTENT:
                for number in self.open.pop(account, []):
                    self.rows[number] |= {"closed_day": day, "is_won": after == CUSTOMER}

    def wait(self, accounts: np.ndarray, stage: np.ndarray, day: int) -> None:
        chance = self.random.random(len(accounts))
        for account in accounts[(stage[accounts] == INTENT) & (chance < 1 / 250)].tolist():
            self._create(account, "new", day)
        for account in accounts[(stage[accounts] == CUSTOMER) & (chance < 1 / 400)].tolist():
            self._create(account, "expansion", day)
            closed = day + 1 + int(self.random.exponential(60))
            won = bool(self.random.random() < 0.4)
            self.rows[-1] |= {"closed_day": closed, "is_won": won}
            self.open[account].pop()

    def _create(self, account: int, kind: str, day: int) -> None:
        self.open.setdefault(account, []).append(len(self.rows))
        amount = AMOUNTS[self.segment[account]] * np.exp(0.8 * self.random.standard_normal())
        known = self.random.random() > 0.05
        self.rows.append(
            {
                "opportunity_id": f"o{len(self.rows):07}",
                "account_key": account,
                "type": kind,
                "created_day": day,
                "closed_day": None,
                "is_won": False,
                "company_amount": round(float(amount), 2) if known else None,
            }
        )

    def frames(self, as_of: int) -> dict[str, pd.DataFrame]:
        names = ("opportunity_id", "account_key", "type", "created_day", "closed_day", "is_won",
                 "company_amount")  # fmt: skip
        rows = pd.DataFrame(self.rows, columns=[*names])
        closed = rows["closed_day"].astype("Int64")
        rows["closed_day"] = closed.mask(closed > as_of)
        rows["is_won"] &= rows["closed_day"].notna()
        ends = rows["closed_day"].fillna(FAR)
        return {
            "int_opportunities": rows.drop(columns="company_amount"),
            "int_opportunity_amounts": rows[["opportunity_id", "account_key", "company_amount"]],
            "int_open_opportunities": rows[["opportunity_id", "account_key"]].assign(
                stage="Proposal", from_day=rows["created_day"], to_day=ends
            ),
        }
