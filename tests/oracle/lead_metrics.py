"""Metrics of a person at the end of a day, and which rule groups they meet, each counted anew."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.account_metrics import AccountFacts, won_opportunities
from tests.oracle.company import Row
from tests.oracle.counted_touches import Touch
from tests.oracle.identity import Person
from tests.oracle.lead_scores import LeadDay
from tests.oracle.records import is_true
from tests.oracle.rule_files import RuleSet

KINDS = {
    "product_page_views": "product_page_viewed",
    "pricing_page_views": "pricing_page_viewed",
    "demos_attended": "demo_attended",
    "trials_started": "trial_started",
    "upgrade_requests": "upgrade_requested",
    "content_downloads": "content_downloaded",
    "webinars_attended": "webinar_attended",
}
FLAGS = {
    "explicit_requests": "explicit_intent",
    "engagements": "engagement",
    "signals": "buying_signal",
    "exposures": "exposure",
}
COUNTED = frozenset(
    [*KINDS, *FLAGS, "customer_upgrade_requests", "distinct_calls_to_action", "engaged_days"]
)
AUTHORITY = {"decision_maker": 3, "influencer": 2, "user": 1}
PRIORITY_WINDOW = 60
Group = tuple[str, str]  # target or priority, rule group


class LeadMetrics:
    """Answers for one person, one day at a time; `facts` are those of the person's account."""

    def __init__(
        self, rules: RuleSet, person: Person, touches: list[Touch], facts: AccountFacts | None
    ) -> None:
        self.rules, self.person, self.facts = rules, person, facts
        self.touches = [t for t in touches if t.person and t.person.person_id == person.person_id]

    def groups(self, day: date, lead: LeadDay) -> set[Group]:
        """Groups of qualification_rules that hold on a day."""
        rows = [
            ((row["target"], row["rule_group"]), row["metric"], row["window_days"], row["minimum"])
            for row in self.rules.rows("qualification_rules")
        ]
        return self._holding(rows, day, lead)

    def priority(self, day: date, lead: LeadDay) -> str | None:
        """The first priority of which a group holds."""
        rows = [
            (
                (row["priority"], row["rule_group"] or row["priority"]),
                row["measure"],
                row["window_days"] or str(PRIORITY_WINDOW),
                row["minimum"],
            )
            for row in self.rules.rows("priority_rules")
        ]
        return min((priority for priority, _ in self._holding(rows, day, lead)), default=None)

    def is_customer(self, day: date) -> bool:
        """Whether the person's account is a customer."""
        return self.facts is not None and won_opportunities(self.facts, day) > 0

    def requested_after(self, first: date, last: date) -> bool:
        """Whether an explicit request came after the first day, up to the last."""
        return any(first < t.day <= last and "explicit_intent" in t.flags for t in self.touches)

    def _holding(
        self, rows: list[tuple[Group, str, str, str]], day: date, lead: LeadDay
    ) -> set[Group]:
        met: dict[Group, list[bool]] = defaultdict(list)
        for group, metric, window, minimum in rows:
            met[group].append(self._value(metric, window, day, lead) >= Fraction(minimum))
        return {group for group, rows_met in met.items() if all(rows_met)}

    def _value(self, metric: str, window: str, day: date, lead: LeadDay) -> Fraction:
        if metric in COUNTED:
            first = day - timedelta(days=int(window) - 1)
            touches = [touch for touch in self.touches if first <= touch.day <= day]
            return Fraction(self._counted(metric, touches))
        if metric in ("score", "fit", "engagement", "intent"):
            return Fraction(getattr(lead, metric), 100)
        return Fraction(_state(metric, self.person.record.on(day)))

    def _counted(self, metric: str, touches: list[Touch]) -> int:
        if metric in KINDS:
            return sum(t.quantity for t in touches if t.fields["kind"] == KINDS[metric])
        if metric in FLAGS:
            return sum(t.quantity for t in touches if FLAGS[metric] in t.flags)
        if metric == "engaged_days":
            return len({t.day for t in touches if "engagement" in t.flags})
        if metric == "distinct_calls_to_action":
            return len({t.fields["kind"] for t in touches if "call_to_action" in t.flags})
        return sum(
            t.quantity
            for t in touches
            if t.fields["kind"] == "upgrade_requested" and self.is_customer(t.day)
        )


def _state(metric: str, person: Row) -> int:
    has_budget = "budget_amount" in person or is_true(person.get("budget_confirmed"))
    has_time, days = "timeline_days" in person, int(person.get("timeline_days", "0"))
    return {
        "budget_known": int(has_budget),
        "budget_confirmed": int(is_true(person.get("budget_confirmed"))),
        "authority_level": AUTHORITY.get(person.get("authority", ""), 0),
        "need_strength": int(person.get("need_strength", "0")),
        "urgency": (1 + (days <= 30) if days <= 90 else 0) if has_time else 0,
        "bant_known": has_budget
        + (person.get("authority", "none") != "none")
        + ("need_strength" in person or "pain_point" in person)
        + has_time,
    }[metric]
