"""Where every account stands, by the default stage rules, from its organic activity so far.

Only what the rules need is remembered: for each slot of the buying group the last day it
engaged and the last day it gave a buying signal, the last explicit request, an open deal, being
a customer. That makes a day cost the same whatever happened before it.
"""

from dataclasses import dataclass, field

import numpy as np

from orchestration.demo.accounts import (
    AWARE,
    CUSTOMER,
    ENGAGED,
    INTENT,
    MICRO,
    QUALIFIED,
    SMALL,
    UNAWARE,
)
from orchestration.demo.people import SLOTS

LONG_AGO = -10_000
ENGAGED_WINDOW = 90
SIGNAL_WINDOW = 60
REQUEST_WINDOW = 60
HOLD_DAYS = 14
# An evaluation in the Intent stage and a customer's interest in more count as signals.
ENGAGE, SIGNAL, REQUEST, EVALUATE, GROW = range(5)


@dataclass
class JourneyState:
    """The state of all accounts at the end of one day; slots are columns."""

    segment: np.ndarray
    is_fit: np.ndarray
    needed: np.ndarray = field(init=False)
    last_engaged: np.ndarray = field(init=False)
    last_signal: np.ndarray = field(init=False)
    recent: np.ndarray = field(init=False)
    last_request: np.ndarray = field(init=False)
    has_open_deal: np.ndarray = field(init=False)
    is_customer: np.ndarray = field(init=False)
    last_met: np.ndarray = field(init=False)
    stage: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Start with accounts that nothing is known of."""
        count = self.segment.size
        self.needed = np.where(self.segment > SMALL, 3, 2).astype(np.int16)
        self.last_engaged = np.full((count, SLOTS), LONG_AGO, dtype=np.int16)
        self.last_signal = np.full((count, SLOTS), LONG_AGO, dtype=np.int16)
        # The days of the three latest engagements, latest first: the rule for micro accounts.
        self.recent = np.full((3, count), LONG_AGO, dtype=np.int16)
        self.last_request = np.full(count, LONG_AGO, dtype=np.int16)
        self.has_open_deal = np.zeros(count, dtype=bool)
        self.is_customer = np.zeros(count, dtype=bool)
        self.last_met = np.full((INTENT + 1, count), LONG_AGO, dtype=np.int16)
        self.stage = np.zeros(count, dtype=np.int8)

    def record(self, what: int, account: np.ndarray, slot: np.ndarray, day: int) -> None:
        """Note that slots engaged; a signal is an engagement, a request is both.

        An account may be named more than once; each naming is one engagement.
        """
        self.last_engaged[account, slot] = day
        if what >= SIGNAL:
            self.last_signal[account, slot] = day
        if what == REQUEST:
            self.last_request[account] = day
        remaining = account
        while remaining.size:
            unique, position = np.unique(remaining, return_index=True)
            self.recent[2, unique] = self.recent[1, unique]
            self.recent[1, unique] = self.recent[0, unique]
            self.recent[0, unique] = day
            remaining = np.delete(remaining, position)

    def close_day(self, day: int) -> np.ndarray:
        """Apply the rules, with their hold, and return the stage of each account."""
        engaged = ((day - self.last_engaged) < ENGAGED_WINDOW).sum(axis=1)
        signalling = ((day - self.last_signal) < SIGNAL_WINDOW).sum(axis=1)
        busy = (
            (self.segment == MICRO)
            & ((day - self.recent[2]) < ENGAGED_WINDOW)
            & (self.recent[0] > self.recent[2])
        )
        met = {
            AWARE: engaged >= 1,
            ENGAGED: np.where(self.segment == MICRO, busy | (engaged >= 3), engaged >= self.needed),
            QUALIFIED: self.is_fit & (signalling >= 2),
            INTENT: ((day - self.last_request) < REQUEST_WINDOW) | self.has_open_deal,
        }
        stage = np.full(self.segment.size, UNAWARE, dtype=np.int8)
        for number, criteria in met.items():
            self.last_met[number, criteria] = day
            stage[(day - self.last_met[number]) <= HOLD_DAYS] = number
        stage[self.is_customer] = CUSTOMER
        self.stage = stage
        return stage
