"""What the pipeline published, expanded to days."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import duckdb

from tests.oracle.account_extras import PublishedExtras, read_extras
from tests.oracle.funnel_differences import PublishedFunnels, read_funnels
from tests.oracle.handoff_differences import PublishedHandoff, read_handoffs
from tests.oracle.handoffs import Key

Value = TypeVar("Value")


@dataclass
class PublishedScore:
    """One score of a person; points in hundredths, days to (score, band)."""

    days: dict[date, tuple[int, str]] = field(default_factory=dict)
    measures: tuple[int, str, int, int, int, str] | None = None
    ledger: dict[tuple[str, str], int] = field(default_factory=dict)
    outlook: tuple[date | None, int | None, str | None, date | None] = (None, None, None, None)


@dataclass
class PublishedLead:
    """One person: scores by name, and what stands beside each of them."""

    scores: dict[str, PublishedScore] = field(default_factory=lambda: defaultdict(PublishedScore))
    beside: set[tuple[str, str]] = field(default_factory=set)
    main: list[str] = field(default_factory=list)
    match: tuple[str | None, str, int, str | None, str | None] | None = None


@dataclass
class PublishedAccount:
    """One account; days to stage, first days of spells to rule group and to reason."""

    days: dict[date, str] = field(default_factory=dict)
    groups: dict[date, str | None] = field(default_factory=dict)
    reasons: dict[date, str] = field(default_factory=dict)
    current: tuple[str, date, bool, int] | None = None
    next_change_on: date | None = None
    next_change_stage: str | None = None


@dataclass(frozen=True)
class Published:
    """Accounts and people by id, of all companies."""

    accounts: dict[str, PublishedAccount]
    people: dict[str, PublishedLead]
    extras: dict[str, PublishedExtras]
    funnels: PublishedFunnels
    handoffs: dict[Key, PublishedHandoff]


def read_published(database: Path, as_of: date) -> Published:
    """Read the tables that the oracle knows too; an overlap of days is an error."""
    accounts: dict[str, PublishedAccount] = defaultdict(PublishedAccount)
    people: dict[str, PublishedLead] = defaultdict(PublishedLead)
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set schema = 'published'")
        _read_accounts(connection, accounts, as_of)
        _read_people(connection, people, as_of)
        extras = read_extras(connection, as_of)
        funnels = read_funnels(connection, as_of)
        handoffs = read_handoffs(connection)
    return Published(dict(accounts), dict(people), extras, funnels, handoffs)


def _read_accounts(
    connection: duckdb.DuckDBPyConnection, accounts: dict[str, PublishedAccount], as_of: date
) -> None:
    for key, stage, first, end, group, reason in connection.execute(
        "select account_id, stage, entered_on, exited_on, rule_group, entry_reason"
        " from account_stage_history"
    ).fetchall():
        accounts[key].groups[first] = group
        accounts[key].reasons[first] = reason
        _fill(accounts[key].days, first, end, as_of, stage)
    for key, *current in connection.execute(
        "select account_id, stage, entered_on, is_held, days_in_stage, next_change_on,"
        " next_change_stage"
        " from account_stages"
    ).fetchall():
        accounts[key].current = (current[0], current[1], current[2], current[3])
        accounts[key].next_change_on, accounts[key].next_change_stage = current[4:]


def _read_people(
    connection: duckdb.DuckDBPyConnection, people: dict[str, PublishedLead], as_of: date
) -> None:
    for key, name, score, band, first, end in connection.execute(
        "select person_id, score_name, score, band, valid_from, valid_to from lead_score_history"
    ).fetchall():
        _fill(people[key].scores[name].days, first, end, as_of, (hundredths(score), band))
    for key, name, is_main, awareness, best_band, *rest in connection.execute(
        "select person_id, score_name, is_main, awareness, best_band, score, band, fit_score,"
        " engagement_score, intent_score, grade, next_change_on, next_score, next_band,"
        " next_band_on from lead_scores"
    ).fetchall():
        score, band, fit, engagement, intent, grade, *outlook = rest
        people[key].beside.add((awareness, best_band))
        people[key].main += [name] if is_main else []
        found = people[key].scores[name]
        found.measures = (
            hundredths(score), band, hundredths(fit), hundredths(engagement), hundredths(intent),
            grade,
        )  # fmt: skip
        change_on, next_score, next_band, band_on = outlook
        following = None if next_score is None else hundredths(next_score)
        found.outlook = (change_on, following, next_band, band_on)
    for key, *match in connection.execute(
        "select person_id, account_id, method, candidates, second_best_account_id,"
        " second_best_method from account_matches"
    ).fetchall():
        people[key].match = (match[0], match[1], match[2], match[3], match[4])
    for key, name, category, rule_id, points in connection.execute(
        "select person_id, score_name, category, rule_id, points from lead_score_contributions"
    ).fetchall():
        if points:
            shown = "" if rule_id == "clip" else category
            people[key].scores[name].ledger[shown, rule_id] = hundredths(points)


def _fill(
    days: dict[date, Value], first: date, end: date | None, as_of: date, value: Value
) -> None:
    day = first
    while day < (end or as_of + timedelta(days=1)):
        assert day not in days, f"two rows hold on {day}"
        days[day] = value
        day += timedelta(days=1)


def hundredths(points: Decimal) -> int:
    """Points as whole hundredths; the published type has two places."""
    return int(points * 100)
