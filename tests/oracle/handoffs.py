"""Hand-offs to sales, one subject and one day after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from tests.oracle.account_metrics import AccountFacts
from tests.oracle.account_stages import AccountAnswer
from tests.oracle.company import Case, Row, day_of, moment_of
from tests.oracle.contact_channels import allowed_channels
from tests.oracle.counted_touches import Touch
from tests.oracle.deals import deals_by_person
from tests.oracle.handoff_words import POINTS, reading, short
from tests.oracle.identity import Identity, Person
from tests.oracle.lead_funnel import Funnel
from tests.oracle.lead_metrics import COUNTED, LeadMetrics
from tests.oracle.lead_scores import LeadAnswer, LeadDay
from tests.oracle.rule_files import RuleSet

ONE_DAY = timedelta(days=1)
REQUESTS = ("service", "product", "request")
ORDER = (*REQUESTS, "bant", "score")
ANSWERS = ("working", "accepted", "rejected")
Key = tuple[str, str, date]  # person or account, id, day
Holding = tuple[str, str, str]  # basis, rule group, target


@dataclass(frozen=True)
class HandoffAnswer:
    """One hand-off. `figures` are what its reason must name, in any order."""

    reason_code: str
    priority: str
    owner_id: str | None
    routed_by: str
    passed_over: int
    clock: datetime
    due: datetime
    contact: datetime | None
    state: str
    channels: str | None
    score: int | None
    figures: tuple[str, ...]


def hand_over(
    case: Case,
    rules: RuleSet,
    identity: Identity,
    touches: list[Touch],
    facts: Mapping[str, AccountFacts],
    accounts: Mapping[str, AccountAnswer],
    people: Mapping[str, LeadAnswer],
    as_of: date,
) -> dict[Key, HandoffAnswer]:
    """All hand-offs of one company up to `as_of`."""
    desk = _Desk(case, rules, identity, touches, accounts, as_of)
    found: dict[Key, HandoffAnswer] = {}
    told: dict[str, list[date]] = {}
    deals = deals_by_person(case, identity, touches, as_of)
    for person in identity.people:
        if identity.is_scored(person):
            metrics = LeadMetrics(rules, person, touches, facts.get(person.account_id or ""))
            lead = people[person.person_id]
            funnel = Funnel(rules, person, metrics, deals.get(person.person_id, []), as_of)
            for key, answer in desk.person_handoffs(person, metrics, lead, funnel):
                found[key] = answer
                told.setdefault(person.account_id or "", []).append(key[2])
    for account_id, account in accounts.items():
        told_of_people = told.get(account_id, [])
        found.update(desk.account_handoffs(account_id, account, told_of_people, facts[account_id]))
    return found


class _Desk:
    def __init__(
        self,
        case: Case,
        rules: RuleSet,
        identity: Identity,
        touches: list[Touch],
        accounts: Mapping[str, AccountAnswer],
        as_of: date,
    ) -> None:
        self.case, self.rules, self.identity = case, rules, identity
        self.touches, self.accounts, self.as_of = touches, accounts, as_of
        self.touches = [touch for touch in touches if touch.quantity > 0]
        self.moments = {
            row["touch_id"]: moment_of(row["occurred_at"]) for row in case.of("touches")
        }
        self.owners = {row["owner_id"]: row for row in case.of("owners")}
        levels = rules.rows("service_levels")
        self.hours = {row["priority"]: int(row["hours"]) for row in levels}
        self.contact_days = {row["priority"]: row["contact_days"] for row in levels}

    def person_handoffs(
        self, person: Person, metrics: LeadMetrics, lead: LeadAnswer, funnel: Funnel
    ) -> Iterator[tuple[Key, HandoffAnswer]]:
        channels = allowed_channels(self.case, self.rules, person, self.as_of)
        rules = self._rules("person")
        own = [t for t in self.touches if t.person and t.person.person_id == person.person_id]
        asked_on = {touch.day for touch in own if "explicit_intent" in touch.flags}
        told: list[tuple[date, bool]] = []
        yesterday: set[Holding] = set()
        for day in sorted(day for day in lead.days if day <= self.as_of and channels):
            ready = self._ready(metrics, day, lead, person.record.first_version_day)
            today = {one for one in ready if one[0] in rules}
            candidates = today if today and not yesterday else set()
            if not candidates and day in asked_on:
                candidates = {one for one in today if one[0] in REQUESTS}
            begun = today - yesterday
            yesterday = today
            if not candidates:
                continue
            basis, group, target = min(
                candidates, key=lambda one: (one not in begun, ORDER.index(one[0]), *one[1:])
            )
            quiet = timedelta(days=int(rules[basis]["quiet_days"] or 14))
            is_request = basis in REQUESTS
            # Whom sales work on already is told of only if they ask.
            if not (is_request and day in asked_on) and funnel.is_in_hand(day - ONE_DAY):
                continue
            # Whoever asks is told of, unless they asked a few days ago.
            before = [on for on, was_request in told if was_request or not is_request]
            if any(day - on <= quiet for on in before):
                continue
            told.append((day, is_request))
            worth = metrics.priority(day, lead.days[day]) or "C"
            priority = min(worth, rules[basis]["priority"] or "C")
            yield (
                ("person", person.person_id, day),
                self._answer(
                    rules[basis]["reason_code"],
                    priority,
                    own,
                    [person],
                    day,
                    self._route(person, person.account_id),
                    channels=", ".join(channels),
                    score=_raised(lead, day).score,
                    figures=self._figures(metrics, day, lead, (basis, group, target), asked_on),
                ),
            )

    def account_handoffs(
        self,
        account_id: str,
        account: AccountAnswer,
        told_of_people: list[date],
        facts: AccountFacts,
    ) -> Iterator[tuple[Key, HandoffAnswer]]:
        rules, order = self._rules("account"), self.rules.stage_names
        own = [touch for touch in self.touches if touch.account_id == account_id]
        people = [
            one
            for one in self.identity.people
            if self.identity.is_scored(one) and one.account_id == account_id
        ]
        told: list[date] = []
        for day in sorted(day for day in account.days if day <= self.as_of):
            before, now = account.days.get(day - ONE_DAY), account.days[day].stage
            if before is None or order.index(now) <= order.index(before.stage) or now not in rules:
                continue
            quiet = timedelta(days=int(rules[now]["quiet_days"] or 14))
            if any(timedelta(0) <= day - on <= quiet for on in [*told, *told_of_people]):
                continue
            if any(
                _is_open(opportunity.latest, day, self.as_of) for opportunity in facts.opportunities
            ):
                continue
            told.append(day)
            code, priority = rules[now]["reason_code"], rules[now]["priority"] or "C"
            route = self._route(None, account_id)
            yield (
                ("account", account_id, day),
                self._answer(code, priority, own, people, day, route, None, None, (before.stage,)),
            )

    def _rules(self, subject: str) -> dict[str, Row]:
        return {
            row["crossing"]: row
            for row in self.rules.rows("handoff_rules")
            if row["subject"] == subject and row["is_active"].lower() != "false"
        }

    def _ready(
        self, metrics: LeadMetrics, day: date, lead: LeadAnswer, said_on: date
    ) -> Iterator[Holding]:
        """What makes a person ready on a day, without what the CRM said only on a later one."""
        if lead.days[day].band == "sql":
            yield "score", "band sql", "sql"
        for target, group in metrics.groups(day, lead.days[day]):
            asked = {row["metric"] for row in self._group(target, group)}
            if target != "mql" and (day >= said_on or asked <= COUNTED | set(POINTS)):
                yield self._basis(target, group), group, target

    def _group(self, target: str, group: str) -> list[Row]:
        return [
            row
            for row in self.rules.rows("qualification_rules")
            if (row["target"], row["rule_group"]) == (target, group)
        ]

    def _basis(self, target: str, group: str) -> str:
        rows = self._group(target, group)
        if said := [row["basis"] for row in rows if row["basis"]]:
            return said[0]
        if target != "sql":
            return target.split("_")[0]
        return "bant" if any(row["metric"] == "bant_known" for row in rows) else "request"

    def _figures(
        self,
        metrics: LeadMetrics,
        day: date,
        lead: LeadAnswer,
        why: Holding,
        asked_on: set[date],
    ) -> tuple[str, ...]:
        basis, group, target = why
        if basis == "score":
            points = [
                value
                for (_, rule), value in _raised(lead, day).ledger.items()
                if rule not in ("cap", "clip") and value > 0
            ]
            return tuple(f"+{short(value)}" for value in sorted(points, reverse=True)[:3])
        is_named = basis in REQUESTS and day in asked_on
        return tuple(
            reading(
                row["metric"],
                metrics._value(row["metric"], row["window_days"], day, lead.days[day]),
            )
            for row in self._group(target, group)
            if not (is_named and row["metric"] == "explicit_requests")
        )

    def _route(self, person: Person | None, account_id: str | None) -> tuple[str | None, str, int]:
        """Owner, what decided, and how many were passed over."""
        account = self.identity.accounts.get(account_id or "")
        facts = {
            "segment": self.accounts[account_id].days[self.as_of].segment if account_id else None,
            "region": account.latest.get("region") if account else None,
            "language": person.record.latest.get("preferred_language") if person else None,
        }
        offers = [
            ("routing", row["owner_id"])
            for row in sorted(
                self.rules.rows("routing"), key=lambda row: (int(row["priority"]), row["owner_id"])
            )
            if all(
                not row[name] or row[name].lower() == (fact or "").strip().lower()
                for name, fact in facts.items()
            )
        ]
        if person and "owner_id" in person.record.latest:
            offers.append(("person", person.record.latest["owner_id"]))
        if account and "owner_id" in account.latest:
            offers.append(("account", account.latest["owner_id"]))
        for place, (source, owner_id) in enumerate(offers):
            if owner_id in self.owners and self.owners[owner_id].get("is_active") != "false":
                return owner_id, source, place
        return None, "nobody", len(offers)

    def _answer(
        self,
        code: str,
        priority: str,
        touches: list[Touch],
        people: list[Person],
        day: date,
        route: tuple[str | None, str, int],
        channels: str | None,
        score: int | None,
        figures: tuple[str, ...],
    ) -> HandoffAnswer:
        acts = [
            touch
            for touch in touches
            if touch.day == day
            and touch.flags & {"engagement", "explicit_intent"}
            and "sales_activity" not in touch.flags
        ]
        requests = [self.moments[t.touch_id] for t in acts if "explicit_intent" in t.flags]
        midnight = datetime.combine(day, time())
        last_act = max((self.moments[touch.touch_id] for touch in acts), default=midnight)
        clock = min(requests, default=last_act)
        due = clock + timedelta(hours=self.hours[priority])
        contacts = [
            (touch.day, False, self.moments[touch.touch_id])
            for touch in touches
            if "sales_activity" in touch.flags and self.moments[touch.touch_id] >= clock
        ]
        # A status has a day and no hour: what sales did on that day tells more.
        contacts += [
            (answered, True, max(clock, datetime.combine(answered, time())))
            for person in people
            for answered in _answered_on(person)
            if day <= answered <= self.as_of
        ]
        contact = min(contacts)[2] if contacts else None
        if contact and (limit := self.contact_days[priority]):
            contact = contact if contact <= clock + timedelta(days=int(limit)) else None
        end = datetime.combine(self.as_of + ONE_DAY, time())
        state = "late" if due < end else "open"
        if contact:
            state = "met" if contact <= due else "late"
        return HandoffAnswer(
            code, priority, *route, clock, due, contact, state, channels, score, figures
        )


def _answered_on(person: Person) -> Iterator[date]:
    """Days on which the CRM began to say that sales took the lead up, or turned it down."""
    spells = sorted(dict(person.record.spells).items())
    for (_, before), (day, values) in pairwise(spells):
        status = values.get("lead_status", "")
        if status in ANSWERS and status != before.get("lead_status", ""):
            yield day


def _is_open(opportunity: Row, day: date, as_of: date) -> bool:
    """Whether sales work on a new opportunity at the end of a day, at whatever stage."""
    closed = opportunity.get("closed_at")
    return (
        (opportunity.get("type") or "new") in ("new", "expansion")
        and day_of(opportunity["created_at"]) <= day
        and not (closed and day_of(closed) <= min(day, as_of))
    )


def _raised(lead: LeadAnswer, day: date) -> LeadDay:
    """The score that gave a person the highest band of the day; of equals the main one."""
    band = lead.days[day].band
    return next(days[day] for days in lead.scores.values() if days[day].band == band)
