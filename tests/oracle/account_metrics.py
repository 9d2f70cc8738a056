"""Metrics of an account at the end of a day, each counted from the facts themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from tests.oracle.account_scores import score_points
from tests.oracle.attributes import buying_role_of
from tests.oracle.company import Case, Row, day_of
from tests.oracle.comparisons import is_match
from tests.oracle.counted_touches import Touch
from tests.oracle.identity import Identity, Person
from tests.oracle.matching import registrable_domain
from tests.oracle.records import Record, is_true, read_records
from tests.oracle.rule_files import RuleSet

_PEOPLE = {
    "exposed_people": "exposure",
    "engaged_people": "engagement",
    "signal_people": "buying_signal",
}
_SUMS = {
    "engagements": "engagement",
    "signals": "buying_signal",
    "explicit_intents": "explicit_intent",
    "sales_activities": "sales_activity",
    "impressions": "exposure",
}
_DAYS = {"impression_days": "exposure", "engaged_days": "engagement"}


@dataclass(frozen=True)
class AccountFacts:
    """All that counts for one account; `contacts`: people in its opportunities, and as what."""

    record: Record
    touches: list[Touch]
    people: list[Person]
    opportunities: list[Record]
    contacts: list[tuple[Person, str]]
    topics: list[tuple[date, str, str]]
    subsidiaries: list["AccountFacts"]
    rolled_up: list[Record]
    as_of: date

    def first_day(self) -> date:
        """First day of the history."""
        created = day_of(self.record.latest["created_at"])
        return min([created, *(touch.day for touch in self.touches)])


class Metrics:
    """Answers for any account of one company, one day and one window at a time."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def value(self, facts: AccountFacts, metric: str, window: str, day: date) -> Fraction | None:
        """The metric's value; None is met by no rule."""
        if metric == "icp_score":
            return icp_score(facts.record.on(day), self.rules)
        if metric == "account_score":
            points = score_points(self.rules, lambda name, days: self.value(facts, name, days, day))
            return sum(points.values(), Fraction(0))
        if not window:
            return Fraction(self._state(facts, metric, day))
        first = day - timedelta(days=int(window) - 1)
        if metric == "intent_topics":
            topics = {(who, what) for on, who, what in facts.topics if first <= on <= day}
            return Fraction(len(topics))
        touches = [touch for touch in facts.touches if first <= touch.day <= day]
        return Fraction(self._windowed(metric, touches))

    def _windowed(self, metric: str, touches: list[Touch]) -> int:
        if metric in _PEOPLE:
            return len({t.actor for t in touches if t.actor and _PEOPLE[metric] in t.flags})
        if metric in _SUMS:
            return sum(touch.quantity for touch in touches if _SUMS[metric] in touch.flags)
        if metric in _DAYS:
            return len({touch.day for touch in touches if _DAYS[metric] in touch.flags})
        engaged = [touch for touch in touches if "engagement" in touch.flags]
        if metric == "event_people":
            return len({t.actor for t in engaged if t.actor and t.channel in ("event", "webinar")})
        if metric == "content_formats":
            return len({touch.fields.get("format") for touch in touches} - {None})
        if metric == "engaged_roles":
            return len({self._role(touch) for touch in engaged} - {None})
        raise ValueError(f"unknown metric {metric}")

    def _role(self, touch: Touch) -> str | None:
        if touch.person is None:
            return None
        return buying_role_of(touch.person.record.on(touch.day).get("title"), self.rules)

    def _state(self, facts: AccountFacts, metric: str, day: date) -> int:
        if metric == "open_opportunities":
            return sum(
                self._is_open(facts, opportunity, day) for opportunity in facts.opportunities
            )
        if metric == "won_opportunities":
            return won_opportunities(facts, day)
        if metric == "sales_accepted_people":
            return sum(
                person.created_on <= day and person.record.on(day).get("lead_status") == "accepted"
                for person in facts.people
            )
        if metric == "customer_subsidiaries":
            return sum(won_opportunities(child, day) > 0 for child in facts.subsidiaries)
        raise ValueError(f"unknown metric {metric}")

    def _is_open(self, facts: AccountFacts, opportunity: Record, day: date) -> bool:
        row, closed_at = opportunity.latest, opportunity.latest.get("closed_at")
        closed_on = day_of(closed_at) if closed_at else None
        if (row.get("type") or "new") not in ("new", "expansion") or day_of(
            row["created_at"]
        ) > min(day, facts.as_of):
            return False
        if closed_on and closed_on <= min(day, facts.as_of):
            return False
        is_first = opportunity.spell_on(day) == 0
        if is_first and closed_on and opportunity.first_version_day >= closed_on:
            return True
        stages = {
            r["stage"]: is_true(r["counts_as_intent"])
            for r in self.rules.rows("opportunity_stages")
        }
        return stages.get(opportunity.on(day).get("stage", ""), True)


def won_opportunities(facts: AccountFacts, day: date) -> int:
    """Wins up to the day, once churned only later ones; without any the CRM's word is one."""
    account, last_day = facts.record.latest, min(day, facts.as_of)
    wins = [
        day_of(row["closed_at"])
        for row in (opportunity.latest for opportunity in facts.opportunities)
        if is_true(row.get("is_won")) and row.get("closed_at")
    ]
    churned_on = day_of(account["churned_at"]) if "churned_at" in account else None
    is_churned = churned_on is not None and churned_on <= last_day
    counted = sum(
        win <= last_day and not (is_churned and churned_on and win <= churned_on) for win in wins
    )
    records = [account, *(part.latest for part in facts.rolled_up)]
    return counted or int(any(_is_customer(record, last_day) for record in records))


def _is_customer(account: Row, day: date) -> bool:
    """Whether the record itself says that it is a customer."""
    if "customer_since" not in account or date.fromisoformat(account["customer_since"]) > day:
        return False
    churned_on = day_of(account["churned_at"]) if "churned_at" in account else date.max
    return churned_on > day or date.fromisoformat(account["customer_since"]) > churned_on


def icp_score(account: Row, rules: RuleSet) -> Fraction | None:
    """Fit of an account's attributes to the ideal profile; None while too little is known."""
    highest: dict[str, Fraction] = {}
    matching = Fraction(0)
    for row in rules.rows("icp_rules"):
        points, value = exact(row["points"]), account.get(row["field"])
        highest[row["field"]] = max(points, highest.get(row["field"], points))
        if is_match(row["operator"], row["value"], value):
            matching += points
    known = sum((top for field, top in highest.items() if account.get(field)), Fraction(0))
    if known * 2 < sum(highest.values()) or known == 0:
        return None
    share = min(max(100 * matching / known, Fraction(0)), Fraction(100))
    decimal = Decimal(share.numerator) / Decimal(share.denominator)
    return Fraction(decimal.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


@cache
def exact(number: str) -> Fraction:
    """A number of a rule file."""
    return Fraction(number)


def gather_facts(
    case: Case, rules: RuleSet, identity: Identity, touches: list[Touch], as_of: date
) -> dict[str, AccountFacts]:
    """Facts of every account that is not excluded."""
    history = [row for row in case.of("field_history") if row["object"] == "opportunities"]
    opportunities = read_records(case.of("opportunities"), "opportunity_id", as_of, history)
    kept = [
        opportunity
        for opportunity in opportunities.values()
        if not is_true(opportunity.latest.get("is_deleted"))
    ]
    contacts = _contacts(case, identity, kept, as_of)
    topics = _topics(case, rules, identity, as_of)
    facts = {
        key: AccountFacts(
            record=record,
            touches=[touch for touch in touches if touch.account_id == key],
            people=[p for p in identity.people if p.account_id == key and identity.is_scored(p)],
            opportunities=[
                opp for opp in kept if identity.account_of.get(opp.latest["account_id"]) == key
            ],
            contacts=contacts.get(key, []),
            topics=topics.get(key, []),
            subsidiaries=[],
            rolled_up=identity.rolled_up.get(key, []),
            as_of=as_of,
        )
        for key, record in identity.accounts.items()
        if key not in identity.excluded
    }
    for child in facts.values():
        parent = facts.get(identity.parent_of[child.record.key] or "")
        if parent:
            parent.subsidiaries.append(child)
    return facts


def _contacts(
    case: Case, identity: Identity, opportunities: list[Record], as_of: date
) -> dict[str, list[tuple[Person, str]]]:
    account_of = {
        opportunity.key: identity.account_of.get(opportunity.latest["account_id"], "")
        for opportunity in opportunities
        if day_of(opportunity.latest["created_at"]) <= as_of
    }
    contacts: dict[str, list[tuple[Person, str]]] = {}
    for row in case.of("opportunity_contacts"):
        person = identity.person_of.get(row["person_id"])
        if person and row["opportunity_id"] in account_of and "role" in row:
            account_id = account_of[row["opportunity_id"]]
            contacts.setdefault(account_id, []).append((person, row["role"]))
    return contacts


def _topics(
    case: Case, rules: RuleSet, identity: Identity, as_of: date
) -> dict[str, list[tuple[date, str, str]]]:
    thresholds = {
        row["provider"]: Decimal(row["minimum"]) for row in rules.rows("intent_thresholds")
    }
    listed = {row["topic"]: is_true(row["is_relevant"]) for row in rules.rows("intent_topics")}
    topics: dict[str, list[tuple[date, str, str]]] = {}
    for row in case.of("intent_signals"):
        observed_on = date.fromisoformat(row["observed_on"])
        account_id = identity.account_of.get(row.get("account_id", ""))
        if account_id is None and row.get("domain"):
            account_id = identity.account_of_domain(registrable_domain(row["domain"]))
        is_high = Decimal(row["score"]) >= thresholds.get(row["provider"], Decimal(60))
        is_relevant = listed.get(row["topic"], False) if listed else True
        if account_id and is_high and is_relevant and observed_on <= as_of:
            topics.setdefault(account_id, []).append((observed_on, row["provider"], row["topic"]))
    return topics
