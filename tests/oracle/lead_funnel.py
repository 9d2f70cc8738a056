"""The lead funnel day by day: what holds on the day is asked anew on every day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.account_metrics import AccountFacts
from tests.oracle.company import Case, Row, day_of, moment_of
from tests.oracle.counted_touches import Touch
from tests.oracle.deals import Deal, deals_by_person
from tests.oracle.identity import Identity, Person
from tests.oracle.lead_metrics import LeadMetrics
from tests.oracle.lead_scores import LeadAnswer, LeadDay
from tests.oracle.records import Record
from tests.oracle.rule_files import RuleSet

BASES = ("request", "bant", "product", "service", "sales", "score")
STAGES = ("inquiry", "lead", "mql", "sql", "opportunity", "customer")
ONE_DAY = timedelta(days=1)
Key = tuple[str, str]
Feedback = tuple[int | None, str | None, date] | None


@dataclass(frozen=True)
class Qualifier:
    """What makes a person mql or sql on a day, since when without a break."""

    stage: str
    target: str
    group: str
    basis: str
    since: date


@dataclass(frozen=True)
class FunnelDay:
    """One person on one day. `ready`, `product`, `service` hold without what recycling undid."""

    stage: str
    basis: str | None
    reasons: frozenset[str]
    qualified_by: frozenset[str]
    ready: bool
    product: bool
    service: bool
    priority: str | None
    accepted_on: date | None


@dataclass(frozen=True)
class FunnelAnswer:
    """A person's days from the created day on, the decisions of sales, its latest word."""

    days: dict[date, FunnelDay]
    decisions: tuple[tuple[date, str, str], ...]
    feedback: Feedback
    lead_source: str


@dataclass(frozen=True)
class Status:
    """What the CRM says on a day; `decided_on` is the day on which it first said so."""

    name: str
    starts_on: date
    decided_on: date


def follow_people(
    case: Case,
    rules: RuleSet,
    identity: Identity,
    touches: list[Touch],
    facts: dict[str, AccountFacts],
    people: dict[str, LeadAnswer],
    as_of: date,
) -> dict[str, FunnelAnswer]:
    """The funnel of every scored person of one company, as far as the scores are followed."""
    deals = deals_by_person(case, identity, touches, as_of)
    answers = {}
    for person in identity.people:
        if identity.is_scored(person):
            metrics = LeadMetrics(rules, person, touches, facts.get(person.account_id or ""))
            funnel = Funnel(rules, person, metrics, deals.get(person.person_id, []), as_of)
            days = people[person.person_id].days
            answers[person.person_id] = FunnelAnswer(
                days=dict(funnel.follow(days)),
                decisions=tuple(funnel.decisions(min(days), as_of)),
                feedback=_feedback(case, person, as_of),
                lead_source=person.record.latest.get("lead_source", "unknown"),
            )
    return answers


class Funnel:
    """One person's way; `deals` are the opportunities."""

    def __init__(
        self,
        rules: RuleSet,
        person: Person,
        metrics: LeadMetrics,
        deals: list[Deal],
        as_of: date,
    ) -> None:
        self.rules, self.person, self.metrics = rules, person, metrics
        self.deals, self.as_of = deals, as_of
        bands = rules.of_score("score_bands", rules.scores[0], "band")
        heights = {row["band"]: Fraction(row["above"] or "-1") for row in bands}
        self.heights = heights

    def follow(self, leads: dict[date, LeadDay]) -> Iterator[tuple[date, FunnelDay]]:
        since: dict[Key, date] = {}
        begun: list[date] = []
        accepted_on = None
        for day in sorted(leads):
            status = self.status(day)
            found = {
                (stage, target, group): basis
                for stage, target, group, basis in self._holding(day, leads[day], status)
            }
            since = {key: since.get(key, day) for key in found}  # type: ignore[index]
            begun += [day] if day in since.values() else []
            counting = [
                Qualifier(*key, basis, since[key])  # type: ignore[index]
                for key, basis in found.items()
                if status.name != "recycled" or since[key] > status.decided_on  # type: ignore[index]
            ]
            stage = self._stage(day, status, counting, begun)
            if status.name in ("accepted", "rejected", "recycled"):
                accepted_on = status.decided_on if status.name == "accepted" else None
            is_accepted = status.name == "accepted" or stage in ("opportunity", "customer")
            yield (
                day,
                self._describe(
                    day, stage, counting, leads[day], accepted_on if is_accepted else None
                ),
            )

    def _describe(
        self,
        day: date,
        stage: str,
        counting: list[Qualifier],
        lead: LeadDay,
        accepted_on: date | None,
    ) -> FunnelDay:
        own = [one for one in counting if one.stage == stage]
        ready = any(one.stage == "sql" and one.basis != "sales" for one in counting)
        basis = min((one.basis for one in own), key=BASES.index, default=None)
        reasons = {one.group for one in own}
        if stage not in ("inquiry", "lead", "mql", "sql"):
            basis = "sales"
        if stage == "opportunity":
            reasons = {key for first, end, key in self.deals if first <= day < end}
        if stage in ("rejected", "recycled"):
            said = self.person.record.on(day).get("rejected_reason")
            reasons = {said} if said else set()
        is_told = ready or stage in ("mql", "sql")
        return FunnelDay(
            stage=stage,
            basis=basis,
            reasons=frozenset(reasons),
            qualified_by=frozenset(self._word(one) for one in counting),
            ready=ready,
            product=any(one.target == "product_qualified" for one in counting),
            service=any(one.target == "service_qualified" for one in counting),
            priority=self.metrics.priority(day, lead) if is_told else None,
            accepted_on=accepted_on,
        )

    def _holding(
        self, day: date, lead: LeadDay, status: Status
    ) -> Iterator[tuple[str, str, str, str]]:
        """Stage, target, rule group and basis of all that qualifies, recycled or not."""
        for target, group in self.metrics.groups(day, lead):
            stage = "mql" if target == "mql" else "sql"
            yield stage, target, group, self._basis(target, group)
        for band in ("mql", "sql"):
            if self.heights[lead.band] >= self.heights[band]:
                yield band, band, f"band {band}", "score"
        if status.name == "accepted":
            yield "sql", "sql", "accepted by sales", "sales"

    def _word(self, one: Qualifier) -> str:
        """A group that names no basis is told by its own name, though it ranks as a request."""
        rows = self._rows(one.target, one.group)
        is_named = one.basis != "request" or any(row["basis"] for row in rows)
        return one.basis if is_named else one.group

    def _rows(self, target: str, group: str) -> list[Row]:
        return [
            row
            for row in self.rules.rows("qualification_rules")
            if (row["target"], row["rule_group"]) == (target, group)
        ]

    def _basis(self, target: str, group: str) -> str:
        rows = self._rows(target, group)
        for row in rows:
            if row["basis"]:
                return row["basis"]
        if target in ("product_qualified", "service_qualified"):
            return target.split("_")[0]
        return "bant" if any(row["metric"] == "bant_known" for row in rows) else "request"

    def _stage(
        self, day: date, status: Status, counting: list[Qualifier], begun: list[date]
    ) -> str:
        if self.metrics.is_customer(day):
            return "customer"
        if any(first <= day < end for first, end, _ in self.deals):
            return "opportunity"
        decided_on = status.decided_on
        if status.name == "rejected" and not self.metrics.requested_after(decided_on, day):
            return "rejected"
        if status.name == "recycled" and not any(first > decided_on for first in begun):
            return "recycled"
        stages = {one.stage for one in counting}
        for stage in ("sql", "mql"):
            if stage in stages:
                return stage
        values = self.person.record.on(day)
        is_lead = (
            "full_name" in values
            and any(name in values for name in ("email", "phone", "mobile", "wechat_id"))
            and (self.person.account_id is not None or "company_name" in values)
        )
        return "lead" if is_lead else "inquiry"

    def status(self, day: date) -> Status:
        """The status of a day and when the CRM came to say so."""
        spells = _last_of_each_day(self.person.record)
        names = [values.get("lead_status", "").strip().lower() for _, values in spells]
        index = max(place for place, (first, _) in enumerate(spells) if first <= day)
        start = index
        while start and names[start - 1] == names[index]:
            start -= 1
        end = next((n for n in range(index, len(names)) if names[n] != names[index]), None)
        said = self.person.record.first_version_day if start == 0 else spells[start][0]
        limits = [said, self.as_of] + ([spells[end][0] - ONE_DAY] if end else [])
        starts_on = max(spells[start][0], self.person.created_on)
        return Status(names[index], starts_on, max(starts_on, min(limits)))

    def is_in_hand(self, day: date) -> bool:
        """Whether sales work on the person, have turned them down, or have an opportunity."""
        status = self.status(day)
        is_working = status.name in ("working", "accepted")
        if status.name == "rejected":
            is_working = not self.metrics.requested_after(status.decided_on, day)
        is_said = status.decided_on <= day
        return (is_said and is_working) or any(first <= day < end for first, end, _ in self.deals)

    def decisions(self, first: date, as_of: date) -> Iterator[tuple[date, str, str]]:
        """Day, status and reason of every decision of sales."""
        day = first
        seen = set()
        while day <= as_of:
            status = self.status(day)
            if status.name in ("accepted", "rejected", "recycled") and status not in seen:
                seen.add(status)
                reason = self.person.record.on(status.decided_on).get("rejected_reason", "none")
                yield status.decided_on, status.name, reason
            day += ONE_DAY


def _last_of_each_day(record: Record) -> list[tuple[date, dict[str, str]]]:
    """The spells that last a day or more: of several versions of a day the last one holds."""
    return sorted(dict(record.spells).items())


def _feedback(case: Case, person: Person, as_of: date) -> Feedback:
    found = [
        row
        for row in case.of("feedback")
        if row.get("person_id") in person.member_ids
        and day_of(row["given_at"]) <= as_of
        and int(row.get("rating") or 1) in range(1, 6)  # Landing takes no other.
    ]
    if not found:
        return None
    row = max(found, key=lambda one: (moment_of(one["given_at"]), one["feedback_id"]))
    rating = row.get("rating")
    return int(rating) if rating else None, row.get("reason"), day_of(row["given_at"])
