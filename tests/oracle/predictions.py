"""Features and outcomes of the predictions, counted by hand from each day's facts alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

from tests.oracle.account_metrics import AccountFacts, Metrics
from tests.oracle.answer import Answer
from tests.oracle.attributes import buying_role_of, values_on
from tests.oracle.company import Case, Row, day_of
from tests.oracle.counted_touches import Touch, count_touches
from tests.oracle.identity import Identity, Person, identify
from tests.oracle.lead_scores import attribute_rules
from tests.oracle.records import Record, is_true, read_records
from tests.oracle.rule_files import RuleSet

EPOCH = date(1970, 1, 1)
HORIZON = timedelta(days=90)
YEAR = 365
WRITTEN_BY_SALES = {
    "lead_status", "rejected_reason", "owner_id", "budget_amount", "budget_currency",
    "budget_confirmed", "authority", "need_strength", "pain_point", "timeline_days", "is_target",
}  # fmt: skip
Figures = dict[str, Fraction | int | None]
Rows = dict[tuple[str, date], Figures]


@dataclass(frozen=True)
class Learnt:
    """What the pipeline learns from: by id and day the outcome and the features."""

    people: Rows
    accounts: Rows
    days: dict[date, bool]


def read_learnt(warehouse: Path) -> Learnt:
    """Read the feature tables; `days` says which days of learning have an outcome."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        days = connection.execute("select day, is_labelled, snapshot_no from steps.int_snapshots")
        return Learnt(
            days={
                EPOCH + timedelta(days=day): labelled
                for day, labelled, number in days.fetchall()
                if labelled or number == 0
            },
            people=_read(connection, "person", "unified.int_people"),
            accounts=_read(connection, "account", "unified.int_accounts"),
        )


def _read(connection: duckdb.DuckDBPyConnection, subject: str, names: str) -> Rows:
    found = connection.execute(
        f"select names.{subject}_id, features.* from steps.int_{subject}_features as features "
        f"inner join {names} as names on features.{subject}_key = names.{subject}_key"
    )
    columns = [column[0] for column in found.description or []]
    rows: Rows = {}
    for values in found.fetchall():
        row = dict(zip(columns, values, strict=True))
        day = EPOCH + timedelta(days=row.pop("day"))
        left_out = ("person_id", "person_key", "account_id", "account_key", "snapshot_no")
        rows[values[0], day] = {
            name: _exact(value) for name, value in row.items() if name not in left_out
        }
    return rows


def _exact(value: Any) -> Fraction | int | None:
    return Fraction(value) if isinstance(value, Decimal) else value


def prediction_differences(
    case: Case, answer: Answer, learnt: Learnt, rules: RuleSet, as_of: date
) -> Iterator[str]:
    """One sentence per row of a case that differs; rows of either side alone differ too."""
    counted = Counted(case, answer, rules, as_of)
    for ours, theirs in (
        (counted.people(learnt.days), learnt.people),
        (counted.accounts(learnt.days), learnt.accounts),
    ):
        keys = ours.keys() | {key for key in theirs if key[0].startswith(case.name)}
        for key in sorted(keys):
            if ours.get(key) != theirs.get(key):
                mine, other = ours.get(key) or {}, theirs.get(key) or {}
                wrong = {name for name in mine | other if mine.get(name) != other.get(name)}
                shown = [f"{n}: {mine.get(n)}, pipeline {other.get(n)}" for n in sorted(wrong)]
                yield f"{key[0]} on {key[1]}: {'; '.join(shown)}"


class Counted:
    """One company's people and accounts at risk, with outcome and features of a day."""

    def __init__(self, case: Case, answer: Answer, rules: RuleSet, as_of: date) -> None:
        self.answer, self.rules, self.as_of = answer, rules, as_of
        self.metrics = Metrics(rules)
        self.scoring = [
            row
            for row in rules.rows("scoring_rules")
            if (row["score_name"] or "default") == rules.scores[0]
        ]
        # Dimensions of which sales write a part.
        self.spoilt = {
            row["dimension"]
            for row in self.scoring
            if row["subject"] in ("person", "account") and _is_of_sales(row)
        }
        self.identity = identify(case, rules, as_of)
        touches = count_touches(case, rules, self.identity, as_of)
        self.engaged = [t for t in touches if "engagement" in t.flags and t.quantity > 0]
        self.deals = _deals(case, self.identity, as_of)
        self.members = {deal.key: self._members(case, deal) for deal in self.deals}

    def _members(self, case: Case, deal: Record) -> set[str]:
        """Whose opportunity it is: its contacts', else of who engaged at the account before."""
        named = {
            person.person_id
            for row in case.of("opportunity_contacts")
            if row["opportunity_id"] == deal.key
            and (person := self.identity.person_of.get(row["person_id"]))
        }
        created = day_of(deal.latest["created_at"])
        account = self.identity.account_of[deal.latest["account_id"]]
        return named or {
            touch.person.person_id
            for touch in self.engaged
            if touch.person
            and touch.account_id == account
            and created - timedelta(days=90) < touch.day <= created
        }

    def people(self, days: dict[date, bool], *, outcomes_only: bool = False) -> Rows:
        """Who could get an opportunity on the days; without features if only outcomes count."""
        found: Rows = {}
        for person in self.identity.people:
            if not self.identity.is_scored(person):
                continue
            own = [deal for deal in self.deals if person.person_id in self.members[deal.key]]
            for day, is_labelled in days.items():
                if person.created_on <= day and not any(_is_open(deal, day) for deal in own):
                    outcome = int(any(_comes(deal, day) for deal in own)) if is_labelled else None
                    features = {} if outcomes_only else self._person(person, day)
                    found[person.person_id, day] = {
                        "is_outcome": outcome, "weight": Fraction(1), **features
                    }  # fmt: skip
        return found

    def accounts(self, days: dict[date, bool]) -> Rows:
        """Which accounts could get an opportunity on the days."""
        found: Rows = {}
        for key, facts in self.answer.facts.items():
            own = [
                deal
                for deal in self.deals
                if self.identity.account_of[deal.latest["account_id"]] == key
            ]
            for day, is_labelled in days.items():
                if facts.first_day() <= day and not any(_is_open(deal, day) for deal in own):
                    outcome = int(any(_comes(deal, day) for deal in own)) if is_labelled else None
                    found[key, day] = {
                        "is_outcome": outcome, "weight": Fraction(1), **self._account(facts, day)
                    }  # fmt: skip
        return found

    def _person(self, person: Person, day: date) -> Figures:
        lead = self.answer.people[person.person_id].days[day]
        account = self.identity.accounts.get(person.account_id or "")
        values, account_values = person.record.on(day), values_on(account, day)
        touches = [
            t
            for t in self.engaged
            if t.person and t.person.person_id == person.person_id and t.day <= day
        ]
        theirs = [t for t in self.engaged if account and t.account_id == account.key]
        role = buying_role_of(values.get("title"), self.rules)
        return {
            "score_points": Fraction(lead.score, 100),
            "profile_points": self._profile(values, account_values),
            "engagement_points": (
                None if self.spoilt & {"engagement", "intent"} else Fraction(lead.engagement, 100)
            ),
            "intent_points": None if "intent" in self.spoilt else Fraction(lead.intent, 100),
            "engagements_7d": _repeats(touches, day, 7),
            "engagements_90d": _repeats(touches, day, 90),
            "signals_30d": _repeats(touches, day, 30, "buying_signal"),
            "days_since_engaged": _silence(touches, day),
            "record_age_days": (day - person.created_on).days,
            "decision_level": self._level(role),
            "account_engaged_90d": _actors(theirs, day, 90) if account else None,
            "account_requests_90d": (
                _repeats(theirs, day, 90, "explicit_intent") if account else None
            ),
            "icp_points": self._icp(account, day),
        }

    def _account(self, facts: AccountFacts, day: date) -> Figures:
        touches = [t for t in self.engaged if t.account_id == facts.record.key]
        values = facts.record.on(day)
        score = self.metrics.value(facts, "account_score", "", day)
        employees = values.get("employee_count")
        return {
            "score_points": score,
            "engaged_people_90d": _actors(touches, day, 90),
            "engaged_people_30d": _actors(touches, day, 30),
            "engagements_7d": _repeats(touches, day, 7),
            "engagements_30d": _repeats(touches, day, 30),
            "engagements_90d": _repeats(touches, day, 90),
            "signals_30d": _repeats(touches, day, 30, "buying_signal"),
            "signal_people_60d": _actors(touches, day, 60, "buying_signal"),
            "requests_90d": _repeats(touches, day, 90, "explicit_intent"),
            "days_since_engaged": _silence(touches, day),
            "history_days": (day - facts.first_day()).days,
            "icp_points": self.metrics.value(facts, "icp_score", "", day),
            "employees": int(employees) if employees and int(employees) >= 0 else None,
        }

    def _icp(self, account: Record | None, day: date) -> Fraction | None:
        facts = self.answer.facts.get(account.key) if account else None
        return self.metrics.value(facts, "icp_score", "", day) if facts else None

    def _level(self, role: str | None) -> int:
        rows = [row for row in self.rules.rows("buying_roles") if row["role"] == role]
        if any(is_true(row.get("is_decision_maker")) for row in rows):
            return 2
        return int(any(is_true(row["is_core"]) for row in rows))

    def _profile(self, person: Row, account: Row | None) -> Fraction:
        matching = attribute_rules(self.scoring, person, account, self.rules)
        return max(
            sum(
                (
                    Fraction(row["points"])
                    for row in matching
                    if row["dimension"] == "fit" and not _is_of_sales(row)
                ),
                Fraction(0),
            ),
            Fraction(0),
        )


def _is_of_sales(rule: Row) -> bool:
    return bool({rule["field"], rule["only_if_field"]} & WRITTEN_BY_SALES)


def _deals(case: Case, identity: Identity, as_of: date) -> list[Record]:
    """New business and expansions that were created up to as_of."""
    records = read_records(case.of("opportunities"), "opportunity_id", as_of)
    return [
        record
        for record in records.values()
        if not is_true(record.latest.get("is_deleted"))
        and (record.latest.get("type") or "new") in ("new", "expansion")
        and day_of(record.latest["created_at"]) <= as_of
        and record.latest["account_id"] in identity.account_of
    ]


def _is_open(deal: Record, day: date) -> bool:
    closed_at = deal.latest.get("closed_at")
    return day_of(deal.latest["created_at"]) <= day and (not closed_at or day_of(closed_at) > day)


def _comes(deal: Record, day: date) -> bool:
    return day < day_of(deal.latest["created_at"]) <= day + HORIZON


def _within(touches: list[Touch], day: date, window: int, flag: str) -> list[Touch]:
    first = day - timedelta(days=window - 1)
    return [t for t in touches if first <= t.day <= day and flag in t.flags]


def _repeats(touches: list[Touch], day: date, window: int, flag: str = "engagement") -> int:
    return sum(touch.quantity for touch in _within(touches, day, window, flag))


def _actors(touches: list[Touch], day: date, window: int, flag: str = "engagement") -> int:
    return len({t.actor for t in _within(touches, day, window, flag)} - {None})


def _silence(touches: list[Touch], day: date) -> int:
    return min([(day - touch.day).days for touch in touches if touch.day <= day] + [YEAR])
