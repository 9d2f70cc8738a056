"""Who is reached by which channel on a day: the exposure of the latent process.

With targeting, hot accounts, late stages and large companies are reached more often. Without
it every account is reached at the same rate, which makes the company a randomised trial.
"""

import numpy as np

from orchestration.demo.accounts import AWARE, CUSTOMER, INTENT, MICRO, UNAWARE, Accounts
from orchestration.demo.campaigns import TRACKS, Campaigns
from orchestration.demo.channels import CHANNELS
from orchestration.demo.journey_log import Reached
from orchestration.demo.journey_state import LONG_AGO, JourneyState
from orchestration.demo.people import People
from orchestration.demo.plan import USUAL_DENSITY, CompanyPlan
from orchestration.demo.vocabulary import COUNTRIES

SEGMENT_PREFERENCE = np.array((0.5, 0.8, 1.15, 1.6), dtype=np.float32)
LIVE_DAY_BOOST = 6.0
WARM_DAYS = 45
RESPONSE_DAYS = 25


class Reach:
    """Draws the reaches of a day and remembers the last one of each account and channel."""

    def __init__(
        self, plan: CompanyPlan, accounts: Accounts, people: People, campaigns: Campaigns
    ) -> None:
        """Work out the constant part of the rates: channel, country, segment, people."""
        self.rng = plan.stream("reach")
        self.targeting = plan.targeting
        self.segment = accounts.segment
        count = len(accounts)
        self.last_reached = np.full((count, len(CHANNELS)), LONG_AGO, dtype=np.int16)
        density = float(np.clip(plan.touches_per_account_day / USUAL_DENSITY, 0.0, 1.3) * 0.85)
        codes = np.array([country.code for country in COUNTRIES])[accounts.country]
        rate = np.zeros((count, len(CHANNELS)), dtype=np.float32)
        for number, channel in enumerate(CHANNELS):
            rate[:, number] = channel.daily_rate * density
            if channel.countries:
                rate[~np.isin(codes, channel.countries), number] = 0.0
            if channel.needs_person:
                rate[people.members == 0, number] = 0.0
        if plan.targeting:
            rate *= SEGMENT_PREFERENCE[accounts.segment][:, None]
        self.rate = rate
        self.needs_member = np.array([channel.needs_member for channel in CHANNELS])
        self.preference = np.array(
            [channel.stage_preference for channel in CHANNELS], dtype=np.float32
        ).T
        track = track_of_account(np.arange(count))
        running = (campaigns.calendar >= 0) * (1.0 + (LIVE_DAY_BOOST - 1) * campaigns.is_live)
        self.running = running.astype(np.float32)
        self.track = track

    def draw(
        self,
        day: int,
        pace: np.float32,
        stage: np.ndarray,
        is_present: np.ndarray,
        hotness: np.ndarray,
        state: JourneyState,
    ) -> Reached:
        """Draw today's reaches from the stage at the end of the day before."""
        running = self.running[:, :, day].T
        chance = self.rate * running[self.track] * pace
        if self.targeting:
            chance *= self.preference[stage]
            chance *= np.exp(np.float32(0.5) * hotness - np.float32(0.125))[:, None]
        chance[~is_present] = 0.0
        active = _leading(day - state.last_engaged < RESPONSE_DAYS)
        may_respond = active.copy()
        # A click could lift these by the rules, so they are reached but do not respond.
        may_respond[stage == UNAWARE] = 0
        may_respond[(self.segment == MICRO) & (stage <= AWARE)] = 0
        silent = np.flatnonzero(may_respond == 0)
        chance[silent[:, None], self.needs_member] = 0.0
        hit = self.rng.random(chance.shape, dtype=np.float32) < chance
        account, channel = np.nonzero(hit)
        self.last_reached[account, channel] = day
        signalling = _leading(day - state.last_signal < RESPONSE_DAYS)
        signalling = np.where(stage >= INTENT, np.maximum(signalling, active), signalling)
        last_engaged = state.last_engaged.max(axis=1)
        is_warm = (stage > UNAWARE) & ((day - last_engaged < WARM_DAYS) | (stage == CUSTOMER))
        return Reached(
            account=account,
            channel=channel,
            stage=stage[account],
            is_wide=is_warm[account],
            active=may_respond[account],
            signalling=np.minimum(signalling, may_respond)[account],
        )


def track_of_account(account: np.ndarray) -> np.ndarray:
    """Return the campaign track that an account belongs to."""
    return np.asarray((account * 7919 // 3) % TRACKS)


def _leading(flags: np.ndarray) -> np.ndarray:
    """Count the true columns of each row before the first false one."""
    return np.asarray(np.logical_and.accumulate(flags, axis=1).sum(axis=1))
