"""What keeps an account in its stage: the organic touches of those who are interested already.

They never lift a stage: only slots that count anyway engage again, and signals are given only
where one more changes nothing. Hot accounts do more of it, so that interest can be seen.
"""

from collections.abc import Callable

import numpy as np

from orchestration.demo.accounts import AWARE, CUSTOMER, ENGAGED, INTENT, MICRO, QUALIFIED
from orchestration.demo.journey_state import (
    ENGAGE,
    ENGAGED_WINDOW,
    EVALUATE,
    GROW,
    SIGNAL,
    SIGNAL_WINDOW,
    JourneyState,
)
from orchestration.demo.people import SLOTS
from orchestration.demo.plan import USUAL_DENSITY, CompanyPlan

EXTRA_RATE = np.array((0.0, 0.03, 0.06, 0.08, 0.10, 0.04), dtype=np.float32)
Touch = Callable[[int, int, np.ndarray, np.ndarray], None]


class Upkeep:
    """Draws a day's upkeep; `touch` records (day, what, accounts, slots)."""

    def __init__(
        self,
        plan: CompanyPlan,
        segment: np.ndarray,
        state: JourneyState,
        cooling_from: np.ndarray,
        touch: Touch,
    ) -> None:
        """Share the state and the cooling of the journeys, which change them in place."""
        self.rng = plan.stream("upkeep")
        self.segment, self.state, self.cooling_from = segment, state, cooling_from
        self.touch = touch
        self.density = float(np.clip(plan.touches_per_account_day / USUAL_DENSITY, 0.1, 4.0))

    def run(
        self,
        day: int,
        pace: np.float32,
        stage: np.ndarray,
        hotness: np.ndarray,
        is_present: np.ndarray,
    ) -> None:
        """Emit the organic touches that keep a stage, and some more where interest is hot."""
        is_cooling = self.cooling_from >= 0
        kept = _slots_kept(stage, self.state.needed, is_cooling)
        rate = EXTRA_RATE[stage] * self.density * np.exp(0.6 * hotness)
        due, due_slot = self._due(day, pace, kept)
        more, more_slot = self._more(day, rate * pace * is_present, stage, kept)
        account, slot = np.concatenate((due, more)), np.concatenate((due_slot, more_slot))
        allowed = is_present[account] & self._stays_below_engaged(day, stage, account)
        account, slot = account[allowed], slot[allowed]
        is_signal = self._may_signal(day, stage, is_cooling, account, slot)
        self.touch(day, ENGAGE, account[~is_signal], slot[~is_signal])
        stage_then = stage[account]
        for what, which in (
            (SIGNAL, stage_then < INTENT),
            (EVALUATE, stage_then == INTENT),
            (GROW, stage_then == CUSTOMER),
        ):
            chosen = is_signal & which
            self.touch(day, what, account[chosen], slot[chosen])
        self._renew(day, pace, stage, is_cooling)

    def _due(self, day: int, pace: np.float32, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Draw slots whose engagement grows old and must be renewed before it lapses."""
        age = day - self.state.last_engaged
        old = (np.arange(SLOTS) < kept[:, None]) & (age >= 40) & (age < ENGAGED_WINDOW)
        account, slot = np.nonzero(old)
        chance = np.where(age[account, slot] > 75, 0.2, 0.035) * pace
        drawn = self.rng.random(account.size) < chance
        return account[drawn], slot[drawn]

    def _more(
        self, day: int, rate: np.ndarray, stage: np.ndarray, kept: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Draw further visits; before Intent only of slots that count as engaged anyway."""
        account = np.flatnonzero((self.rng.random(stage.size) < rate) & (kept > 0))
        slot = (self.rng.random(account.size) * kept[account]).astype(np.int64)
        counts = (day - self.state.last_engaged[account, slot]) < ENGAGED_WINDOW
        usable = counts | (stage[account] >= INTENT)
        return account[usable], slot[usable]

    def _stays_below_engaged(self, day: int, stage: np.ndarray, account: np.ndarray) -> np.ndarray:
        """Say which touches may be: only Aware, a micro account has no third one by chance."""
        tight = (self.segment[account] == MICRO) & (
            (stage[account] <= AWARE) | (self.cooling_from[account] >= 0)
        )
        single = np.zeros(account.size, dtype=bool)
        single[np.unique(account, return_index=True)[1]] = True
        room = (day - self.state.recent[1, account]) >= ENGAGED_WINDOW
        return np.asarray(~tight | (room & single))

    def _may_signal(
        self,
        day: int,
        stage: np.ndarray,
        is_cooling: np.ndarray,
        account: np.ndarray,
        slot: np.ndarray,
    ) -> np.ndarray:
        """Which touches are buying signals: never such that a stage is reached by chance."""
        fresh = np.asarray((day - self.state.last_signal) < SIGNAL_WINDOW)
        others = np.asarray(fresh[:, 1:].any(axis=1))
        is_engaged = (stage[account] == ENGAGED) & (slot == 0) & ~others[account]
        is_qualified = (stage[account] == QUALIFIED) & (slot < 3) & ~is_cooling[account]
        is_late = (stage[account] >= INTENT) & (slot < 4)
        share = 0.2 * is_engaged + 0.4 * is_qualified + 0.4 * is_late
        return np.asarray(self.rng.random(account.size) < share)

    def _renew(self, day: int, pace: np.float32, stage: np.ndarray, is_cooling: np.ndarray) -> None:
        """Renew what is about to lapse: signals of Qualified, third touches of micro accounts."""
        age = day - self.state.last_signal[:, :2]
        holds = ((stage == QUALIFIED) | (stage == INTENT)) & ~is_cooling
        due = holds[:, None] & (age >= 30) & (age < SIGNAL_WINDOW)
        account, slot = np.nonzero(due)
        chance = np.where(age[account, slot] > 48, 0.25, 0.05) * pace
        drawn = self.rng.random(account.size) < chance
        self.touch(day, SIGNAL, account[drawn], slot[drawn])
        lapsing = (self.segment == MICRO) & (stage == ENGAGED) & ~is_cooling
        lapsing &= (day - self.state.recent[0]) >= 18
        micro = np.flatnonzero(lapsing & (self.rng.random(stage.size) < 0.12 * pace))
        self.touch(day, ENGAGE, micro, np.zeros(micro.size, dtype=np.int64))


def _slots_kept(stage: np.ndarray, needed: np.ndarray, is_cooling: np.ndarray) -> np.ndarray:
    """How many slots, from the first on, go on engaging in each stage."""
    kept = np.zeros(stage.size, dtype=np.int64)
    kept[stage == AWARE] = 1
    later = stage >= ENGAGED
    kept[later] = needed[later] + 1
    kept[stage >= INTENT] = np.minimum(needed[stage >= INTENT] + 2, SLOTS)
    kept[is_cooling & (stage == AWARE)] = 0
    kept[is_cooling & (stage == ENGAGED)] = 1
    kept[is_cooling & (stage == QUALIFIED)] = needed[is_cooling & (stage == QUALIFIED)]
    return kept
