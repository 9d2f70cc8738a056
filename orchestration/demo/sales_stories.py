"""What the CRM says of a person as sales get to know them: open, working, then an outcome.

Each word is a version of its own, written when sales said so: nothing is known beforehand.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from orchestration.demo.dates import Calendar
from orchestration.demo.jobs import JOBS
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journey_state import REQUEST, SIGNAL
from orchestration.demo.people import People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.sales_follow_up import NEVER

Row = dict[str, Any]
REJECTED_REASONS = ("no budget", "wrong contact", "competitor", "no need", "duplicate")
RECYCLED_REASONS = ("not now", "no budget")
PAINS = (
    "too many manual steps",
    "no single view of operations",
    "audit effort",
    "rising cost",
    "slow reporting",
)
# Shares of accepted, working, recycled; the rest is rejected.
AFTER_REQUEST, AFTER_SIGNAL = (0.62, 0.22, 0.07), (0.25, 0.4, 0.15)
UNKNOWN_NEEDS: Row = dict.fromkeys(
    (
        "budget_amount",
        "budget_currency",
        "budget_confirmed",
        "authority",
        "need_strength",
        "pain_point",
        "timeline_days",
    )
)


@dataclass(frozen=True)
class Outcome:
    """What sales made of a person whom they called, and when they said so."""

    person: int
    status: str
    moment: datetime


class SalesStories:
    """Draws the story of each person; `contacts` has their first calls, NEVER without one."""

    def __init__(
        self, plan: CompanyPlan, people: People, log: JourneyLog, contacts: np.ndarray
    ) -> None:
        """Draw everything at once, so that the order of asking does not matter."""
        self.people, self.calendar = people, Calendar(plan)
        self.interest = _interest(people, log)
        self.contacts = contacts
        self.draw = plan.stream("sales_stories").random((len(people), 12))

    def steps(self, number: int, created: datetime) -> list[tuple[datetime, Row]]:
        """Return what the CRM says from which moment on, the created one first."""
        draw = self.draw[number]
        start: Row = {"lead_status": "open", "rejected_reason": None, **UNKNOWN_NEEDS}
        is_outsider = JOBS[self.people.job[number]].authority == "none" and draw[0] < 0.25
        if self.contacts[number] != NEVER:
            steps = self._worked_on(number, created, start)
        elif is_outsider:
            turned_down = {"lead_status": "rejected", "rejected_reason": "wrong contact"}
            steps = [(created + timedelta(days=1 + 9 * draw[1]), {**start, **turned_down})]
        else:
            steps = []
            start["lead_status"] = "open" if draw[0] < 0.6 else None
        last = self.calendar.last_moment
        whole = [(moment.replace(microsecond=0), state) for moment, state in steps]
        return [(created, start), *(step for step in whole if step[0] <= last)]

    def _worked_on(self, number: int, created: datetime, start: Row) -> list[tuple[datetime, Row]]:
        draw = self.draw[number]
        called = self.calendar.midnight + timedelta(seconds=int(self.contacts[number]))
        taken_up = max(called, created) + timedelta(minutes=20 + 40 * draw[1])
        needs = self._needs(number)
        first = ("need_strength", "pain_point", "timeline_days")
        heard = {name: value for name, value in needs.items() if name in first}
        decided = taken_up + timedelta(days=3 + 22 * draw[2])
        working = {**start, "lead_status": "working"}
        steps = [(taken_up, working)]
        if needs:
            steps.append((taken_up + timedelta(days=1 + 2 * draw[3]), {**working, **heard}))
        return [*steps, (decided, {**working, **needs, **self._verdict(number)})]

    def _verdict(self, number: int) -> Row:
        draw = self.draw[number]
        shares = AFTER_REQUEST if self.interest[number] >= REQUEST else AFTER_SIGNAL
        verdict = int(np.searchsorted(np.cumsum(shares), draw[4]))
        status = ("accepted", "working", "recycled", "rejected")[verdict]
        reasons = {"recycled": RECYCLED_REASONS, "rejected": REJECTED_REASONS}.get(status)
        reason = reasons[int(draw[5] * len(reasons))] if reasons else None
        return {"lead_status": status, "rejected_reason": reason}

    def _needs(self, number: int) -> Row:
        """Budget, authority, need and time, where somebody in sales asked for them."""
        draw = self.draw[number]
        if self.interest[number] < SIGNAL or draw[6] > 0.6:
            return {}
        knows_budget = draw[7] < 0.7
        budget = self.calendar.money(5000 * (1 + int(draw[8] * 60)))
        return {
            "budget_amount": budget if knows_budget else None,
            "budget_currency": "USD" if knows_budget else None,
            "budget_confirmed": bool(knows_budget and draw[9] < 0.7),
            "authority": JOBS[self.people.job[number]].authority,
            "need_strength": 1 + int(draw[10] * 3),
            "pain_point": PAINS[int(draw[11] * len(PAINS))],
            "timeline_days": (30, 60, 90, 180, 365)[int(draw[8] * 5)],
        }


def _interest(people: People, log: JourneyLog) -> np.ndarray:
    """Return the strongest thing each person did organically: -1, engage, signal or request."""
    _, what, account, slot = log.all_touches()
    known = slot < people.members[account]
    interest = np.full(len(people), -1)
    np.maximum.at(interest, (people.first[account] + slot)[known], what[known])
    return interest
