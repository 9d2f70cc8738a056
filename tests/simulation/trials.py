"""The true effect of each channel on a demo company, measured by giving out reaches by lot.

The estimand is that of `campaign_influence`: forward moves a day at risk on days within 30 days
after a reach, over other days. Counted account-day by account-day from the generator's own record
of stages and reaches; the pipeline has no part in it.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.accounts import CUSTOMER
from orchestration.demo.channels import CHANNELS
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.plan import EXPOSURE_WINDOW_DAYS
from orchestration.demo.simulation import Company, replay_at_random


@dataclass
class Trial:
    """Sums of Mantel-Haenszel over blocks of like accounts; arrays of stages x channels."""

    r: np.ndarray
    s: np.ndarray
    v: np.ndarray

    def ratio(self) -> np.ndarray:
        """Return the rate ratios; NaN where nothing can be compared."""
        return np.divide(self.r, self.s, where=self.v > 0, out=np.full_like(self.r, np.nan))

    def log_error(self) -> np.ndarray:
        """Return standard errors of their logarithms (Greenland and Robins 1985)."""
        product = np.where(self.v > 0, self.r * self.s, 1.0)
        return np.sqrt(self.v / np.where(product > 0, product, np.nan))

    def __add__(self, other: "Trial") -> "Trial":
        """Pool two trials of the same channels."""
        return Trial(self.r + other.r, self.s + other.s, self.v + other.v)


def run_trials(company: Company, seeds: range) -> Trial:
    """Replay a company with reaches by lot, once a seed, and pool what each channel did."""
    total = no_trial()
    for seed in seeds:
        total += count_moves(company, replay_at_random(company, seed))
    return total


def no_trial() -> Trial:
    """Return sums over nothing."""
    return Trial(*(np.zeros((CUSTOMER, len(CHANNELS))) for _ in range(3)))


def count_moves(company: Company, log: JourneyLog) -> Trial:
    """Compare days after a reach with other days, among accounts that the channel can reach.

    Blocks are what chance to be reached and rate of moving have in common: segment, fit, the first
    30 days of an account, in which less could reach it.
    """
    accounts, days = company.accounts, company.plan.days
    stage = _stages(log, len(accounts), days)
    before, after = stage[:, :-1], stage[:, 1:]
    present = accounts.born[:, None] < np.arange(1, days)
    age = np.arange(1, days) - accounts.born[:, None]
    block = (accounts.segment[:, None] * 2 + accounts.is_fit[:, None]) * 2
    block = block + (age <= EXPOSURE_WINDOW_DAYS)
    total = no_trial()
    for channel in range(len(CHANNELS)):
        exposed = _exposed(log, channel, len(accounts), days)[:, 1:]
        reachable = exposed.any(axis=1)[:, None] & present
        for number in range(CUSTOMER):
            days_at_risk = reachable & (before == number)
            side = block[days_at_risk] * 2 + exposed[days_at_risk]
            moved = after[days_at_risk] > number
            size = 2 * (int(block.max()) + 1)
            time = np.bincount(side, minlength=size).reshape(-1, 2).astype(float)
            moves = np.bincount(side, weights=moved, minlength=size).reshape(-1, 2)
            all_time = np.maximum(time.sum(axis=1), 1)
            total.r[number, channel] = (moves[:, 1] * time[:, 0] / all_time).sum()
            total.s[number, channel] = (moves[:, 0] * time[:, 1] / all_time).sum()
            products = moves.sum(axis=1) * time[:, 0] * time[:, 1]
            total.v[number, channel] = (products / all_time**2).sum()
    return total


def _stages(log: JourneyLog, count: int, days: int) -> np.ndarray:
    """Return the stage at the end of each day, accounts x days; -1 before the first."""
    account, day, stage = log.all_stages()
    entries = np.full((count, days), -1, dtype=np.int8)
    entries[account, day] = stage
    known = np.where(entries >= 0, np.arange(days), 0)
    return np.take_along_axis(entries, np.maximum.accumulate(known, axis=1), axis=1)


def _exposed(log: JourneyLog, channel: int, count: int, days: int) -> np.ndarray:
    """Say for each account and day whether the channel reached it in the 30 days before."""
    day, reached = log.all_reaches()
    ours = reached.channel == channel
    reaches = np.zeros((count, days + 1), dtype=np.int32)
    np.add.at(reaches, (reached.account[ours], day[ours] + 1), 1)
    total = reaches.cumsum(axis=1)[:, :days]
    ago = np.zeros_like(total)
    ago[:, EXPOSURE_WINDOW_DAYS:] = total[:, :-EXPOSURE_WINDOW_DAYS]
    return np.asarray(total > ago)
