"""The buying group of an account day by day, person by person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.account_metrics import AccountFacts
from tests.oracle.attributes import buying_role_of, segment_of
from tests.oracle.comparisons import is_match
from tests.oracle.identity import Person
from tests.oracle.records import is_true
from tests.oracle.rule_files import RuleSet

WINDOW_DAYS = 90


@dataclass(frozen=True)
class RoleDay:
    """One role on one day; `last_on` is the last engagement of whoever held the role by then."""

    required: int
    is_core: bool
    known: int
    engaged: int
    status: str
    last_on: date | None


@dataclass(frozen=True)
class GroupAnswer:
    """Roles that are required or known by day, and what account_stages says of them."""

    days: dict[date, dict[str, RoleDay]]
    known_people: int
    engaged_people: int
    decision_makers_known: int
    decision_maker_reached: bool
    coverage: float | None


def buying_group(facts: AccountFacts, rules: RuleSet, as_of: date) -> GroupAnswer:
    """Follow one account's people from the first day of its history to `as_of`."""
    engaged_on = {
        person.person_id: sorted(
            touch.day
            for touch in facts.touches
            if touch.person is person and "engagement" in touch.flags
        )
        for person in facts.people
    }
    roles = {row["role"] for row in rules.rows("buying_roles")}
    last_on: dict[str, date] = {}
    days = {}
    for day in _days(facts.first_day(), as_of):
        segment = segment_of(facts.record.on(day), rules)
        today = {}
        for role in roles:
            people = [person for person in facts.people if _role(person, day, rules) == role]
            last = [_last(engaged_on[person.person_id], day) for person in people]
            seen = [on for on in [*last, last_on.get(role)] if on]
            if seen:
                last_on[role] = max(seen)
            engaged = sum(on is not None and (day - on).days < WINDOW_DAYS for on in last)
            required, is_core = _demand(role, segment, rules)
            if required or people:
                status = _status(len(people), engaged, bool(seen))
                today[role] = RoleDay(
                    required, is_core, len(people), engaged, status, last_on.get(role)
                )
        days[day] = today
    return _answer(facts, rules, as_of, days, engaged_on)


def _answer(
    facts: AccountFacts,
    rules: RuleSet,
    as_of: date,
    days: dict[date, dict[str, RoleDay]],
    engaged_on: dict[str, list[date]],
) -> GroupAnswer:
    engaged = {key for key, on in engaged_on.items() if on and (as_of - on[-1]).days < WINDOW_DAYS}
    deciding = {
        row["role"] for row in rules.rows("buying_roles") if is_true(row["is_decision_maker"])
    }
    deciders = {
        person.person_id
        for person in facts.people
        if _role(person, as_of, rules) in deciding
        or person.record.on(as_of).get("authority") == "decision_maker"
        or any(who is person and _names(part, deciding, rules) for who, part in facts.contacts)
    }
    demanded = [role for role in days[as_of].values() if role.required]
    met = sum(role.engaged >= role.required for role in demanded)
    return GroupAnswer(
        days,
        len(facts.people),
        len(engaged),
        len(deciders),
        bool(deciders & engaged),
        round(met / len(demanded), 4) if demanded else None,
    )


def _role(person: Person, day: date, rules: RuleSet) -> str | None:
    if person.created_on > day:
        return None
    return buying_role_of(person.record.on(day).get("title"), rules)


def _names(part: str, roles: set[str], rules: RuleSet) -> bool:
    """Whether a part in an opportunity is that of one of the roles."""
    return any(
        row["role"] in roles and is_match("contains_word", row["pattern"], part)
        for row in rules.rows("buying_roles")
    )


def _last(days: list[date], until: date) -> date | None:
    return max((day for day in days if day <= until), default=None)


def _demand(role: str, segment: str, rules: RuleSet) -> tuple[int, bool]:
    rows = [
        row
        for row in rules.rows("buying_roles")
        if row["role"] == role and row["segment"] in ("", segment)
    ]
    return max((int(row["required"] or 0) for row in rows), default=0), any(
        is_true(row["is_core"]) for row in rows
    )


def _status(known: int, engaged: int, was_engaged: bool) -> str:
    if not known:
        return "missing"
    if engaged:
        return "engaged"
    return "dark" if was_engaged else "identified"


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
