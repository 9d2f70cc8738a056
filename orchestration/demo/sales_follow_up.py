"""What sales do about it: they call who asked, most of them soon, some late, a few never.

A call without an answer is no exposure, so these calls change neither stages nor the true
influence of campaigns. What they found out goes into the CRM's versions of the person.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.channels import CHANNEL_INDEX
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.people import WITHDRAWN, People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.touch_rows import LAST_SECOND, TouchRows

DAY = 86_400
NEVER = np.int64(2**62)
CALL = "call_attempted"
REQUESTS = (
    "consultation_requested",
    "contact_sales_requested",
    "demo_requested",
    "quote_requested",
    "trial_started",
    "upgrade_requested",
)
SIGNALS = (
    "chat_started",
    "content_downloaded",
    "demo_attended",
    "email_replied",
    "event_attended",
    "form_submitted",
    "pricing_page_viewed",
    "webinar_attended",
)
REQUEST_SHARE, SIGNAL_SHARE, DEAL_SHARE = 0.94, 0.55, 0.85
# A person is called about signals once in so many days.
SIGNAL_PAUSE = 14


@dataclass(frozen=True)
class Occasion:
    """Moments (seconds since the first day) at which somebody gave sales a reason to call."""

    person: np.ndarray
    second: np.ndarray


class SalesFollowUp:
    """Draws the calls of one company; what was drawn before it stays as it was."""

    def __init__(
        self, plan: CompanyPlan, accounts: Accounts, people: People, log: JourneyLog
    ) -> None:
        """Start the stream of the calls."""
        self.plan, self.accounts, self.people, self.log = plan, accounts, people, log
        self.rng = plan.stream("sales_follow_up")

    def calls(self, rows: TouchRows, kinds: list[str]) -> TouchRows:
        """Return a row for each call about the given rows and about the deals of the log."""
        requests = self._chosen(_occasions(rows, kinds, REQUESTS, 1), REQUEST_SHARE)
        signals = self._chosen(_occasions(rows, kinds, SIGNALS, SIGNAL_PAUSE), SIGNAL_SHARE)
        deals = self._chosen(self._deals(), DEAL_SHARE)
        person = np.concatenate((requests.person, signals.person, deals.person))
        second = np.concatenate(
            (
                requests.second + self._delays(requests.person.size, (0.76, 0.17)),
                signals.second + self._delays(signals.person.size, (0.45, 0.48)),
                deals.second + self._delays(deals.person.size, (0.9, 0.1)),
            )
        )
        in_time = second < self.plan.days * DAY
        gone = (self.people.consent[person] == WITHDRAWN) & (
            self.people.consent_day[person] <= second // DAY
        )
        kept = np.flatnonzero(in_time & ~gone)
        return self._rows(person[kept], second[kept], kinds)

    def _chosen(self, occasions: Occasion, share: float) -> Occasion:
        kept = self.rng.random(occasions.person.size) < share
        return Occasion(occasions.person[kept], occasions.second[kept])

    def _delays(self, size: int, shares: tuple[float, float]) -> np.ndarray:
        """Within hours, after a few days, or weeks late; `shares` are those of the first two."""
        rng = self.rng
        kind = rng.choice(3, size, p=(*shares, 1.0 - sum(shares)))
        hours = np.minimum(600 + rng.exponential(4_000, size), 3 * 3_600)
        jitter = rng.integers(-3_600, 3_600, size)
        days = np.where(kind == 1, 1 + rng.integers(0, 2, size), 5 + rng.integers(0, 16, size))
        return np.where(kind == 0, hours, days * DAY + jitter).astype(np.int64)

    def _deals(self) -> Occasion:
        """Return the opening of each deal: sales talk about it with one of the buying group."""
        if not self.log.deals:
            return Occasion(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        account = np.concatenate([part[0] for part in self.log.deals])
        opened = np.concatenate([part[1] for part in self.log.deals])
        members = self.people.members[account]
        slot = (self.rng.random(account.size) * np.minimum(members, 3)).astype(np.int64)
        second = opened * DAY + self.rng.integers(9 * 3_600, 16 * 3_600, account.size)
        kept = np.flatnonzero((members > 0) & (opened >= 0))
        return Occasion((self.people.first[account] + slot)[kept], second[kept])

    def _rows(self, person: np.ndarray, second: np.ndarray, kinds: list[str]) -> TouchRows:
        size = person.size
        nothing = np.full(size, -1, dtype=np.int32)
        return TouchRows(
            number=np.zeros(size, dtype=np.int32),
            day=(second // DAY).astype(np.int32),
            second=np.minimum(second % DAY, LAST_SECOND).astype(np.int32),
            kind=np.full(size, kinds.index(CALL), dtype=np.int16),
            page=np.full(size, -1, dtype=np.int16),
            is_machine=np.zeros(size, dtype=bool),
            account=self.people.account[person].astype(np.int32),
            person=person.astype(np.int32),
            visitor=nothing,
            campaign=nothing,
            channel=np.full(size, CHANNEL_INDEX["sdr_call"], dtype=np.int16),
            quantity=np.ones(size, dtype=np.int16),
        )


def first_contacts(rows: TouchRows, kinds: list[str], people: int) -> np.ndarray:
    """Return the moment (seconds since the first day) of each person's first call, or NEVER.

    Calls of campaigns do not count: nobody had given a reason.
    """
    first = np.full(people, NEVER)
    called = np.flatnonzero(
        (rows.kind == kinds.index(CALL)) & (rows.campaign < 0) & (rows.person >= 0)
    )
    np.minimum.at(first, rows.person[called], _seconds(rows)[called])
    return first


def _seconds(rows: TouchRows) -> np.ndarray:
    return np.asarray(rows.day.astype(np.int64) * DAY + rows.second)


def _occasions(rows: TouchRows, kinds: list[str], wanted: tuple[str, ...], pause: int) -> Occasion:
    """Return the last such touch of each person in each `pause` days."""
    is_wanted = np.array([name in wanted for name in kinds])[rows.kind]
    which = np.flatnonzero(is_wanted & (rows.person >= 0))
    second = _seconds(rows)[which]
    person = rows.person[which].astype(np.int64)
    order = np.lexsort((second, person))
    person, second = person[order], second[order]
    spell = person * 100_000 + second // DAY // pause
    is_last = np.append(spell[1:] != spell[:-1], np.ones(min(1, spell.size), dtype=bool))
    return Occasion(person[is_last], second[is_last])
