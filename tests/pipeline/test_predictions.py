"""Predictions of a whole run: what they tell of a day is what was known on it, and adds up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log1p
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.prediction_features import FEATURES
from orchestration.demo.company import generate_company
from orchestration.publishing.lock import home_lock
from orchestration.rules.files import read_rules
from orchestration.rules.usage import evaluated
from orchestration.settings import DBT_SOURCES
from tests.conftest import begin_home
from tests.pipeline.conftest import END, Ran, run_once

pytestmark = pytest.mark.pipeline

BEFORE = END - timedelta(days=90)
# Features of a day of learning, by who has them. People and accounts whose identity is another one
# on as_of, by a merge or a match, are told apart by what they are made of.
FEATURES_OF_DAY = """
    select names.{subject}_id, members.ids, accounts.ids, features.* exclude (
        {subject}_key, {account} snapshot_no, is_outcome
    )
    from steps.int_{subject}_features as features
    inner join unified.int_{names} as names using ({subject}_key)
    inner join ({members}) as members using ({subject}_key)
    left join ({accounts}) as accounts on features.account_key = accounts.account_key
    where features.day = {day}
"""
MEMBERS = """
    select people.person_key, list_sort(list(identities.person_id)) as ids
    from unified.int_person_identities as identities
    inner join unified.int_people as people on identities.survivor_id = people.person_id
    group by people.person_key
"""
# Whoever counts at an account: its records and its people.
ACCOUNT_MEMBERS = """
    select account_key, list_sort(list(id)) as ids from (
        select account_key, account_id as id from unified.int_account_records
        union all
        select people.account_key, identities.person_id || people.exclusion_reason
        from unified.int_person_identities as identities
        inner join unified.int_people as people on identities.survivor_id = people.person_id
        union all
        select people.account_key, identities.person_id
        from unified.int_person_identities as identities
        inner join unified.int_people as people on identities.survivor_id = people.person_id
        where people.created_day <= {day}
    ) as parts
    group by account_key
"""


@dataclass(frozen=True)
class Told:
    """A run that predicts: the card by subject, measure and item."""

    ran: Ran
    card: dict[tuple[str, str, str], tuple[float | None, str | None]]


@pytest.fixture(scope="module")
def told(parsed: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A company of many accounts and few touches, which has opportunities enough to learn from."""
    folder = tmp_path_factory.mktemp("told")
    source = folder / "company"
    generate_company(source, accounts=700, people=2000, touches=9000, days=540, end=END, seed=5)
    ran = run_once(begin_home(folder / "home", parsed), source)
    rows = ran.query("select subject, measure, item, value, text from model_card")
    return Told(ran, {(s, m, i): (value and float(value), text) for s, m, i, value, text in rows})


@pytest.mark.parametrize(
    ("subject", "table"), [("person", "lead_predictions"), ("account", "account_predictions")]
)
def test_chances_can_be_counted_from_the_card(told: Told, subject: str, table: str) -> None:
    assert told.card[subject, "status", ""][1] == "published"
    base = told.card[subject, "base", ""][0]
    features = {
        row[0]: row[1:]
        for row in _warehouse(
            told.ran,
            f"select names.{subject}_id, {', '.join(FEATURES[subject])} "
            f"from steps.int_{subject}_features as features inner join "
            f"unified.int_{'people' if subject == 'person' else 'accounts'} as names "
            f"using ({subject}_key) where snapshot_no = 0",
        )
    }
    rows = told.ran.query(
        f"select {subject}_id, probability, log_odds, model_id, drivers_up, drivers_down, "
        f"probability_decile from {table}"
    )
    assert {row[0] for row in rows} == set(features)
    assert base is not None
    for key, probability, log_odds, model_id, up, down, _ in rows:
        total = base
        for name, value in zip(FEATURES[subject], features[key], strict=True):
            coefficient, mean = (told.card[subject, m, name][0] for m in ("coefficient", "mean"))
            assert coefficient is not None
            assert mean is not None
            total += coefficient * (log1p(value) - mean) if value is not None else 0
        assert float(log_odds) == pytest.approx(total, abs=1e-5)
        assert float(probability) == pytest.approx(1 / (1 + exp(-total)), abs=2e-6)
        assert model_id == told.card[subject, "model_id", ""][1]
        assert all(line.endswith(")") for line in (up, down) if line)
    tops = sum(decile == 10 for *_, decile in rows)
    assert len(rows) / 10 <= tops + 1


def test_the_chance_stands_beside_the_score(told: Told) -> None:
    assert told.ran.query(
        "select count(*) from lead_scores full join lead_predictions using (person_id) "
        "where predicted_probability is distinct from probability"
    ) == [(0,)]
    # Whoever has an opportunity open has no chance of one.
    assert told.ran.query(
        "select count(*) > 0 from lead_scores where predicted_probability is null"
    )


def test_a_small_company_is_told_why_there_is_no_chance(ran: Ran) -> None:
    assert ran.query("select count(*) from lead_predictions") == [(0,)]
    assert ran.query(
        "select count(*) from lead_scores where predicted_probability is not null"
    ) == [(0,)]
    reasons = ran.query(
        "select subject, text from model_card where measure = 'reason' order by subject"
    )
    assert [subject for subject, _ in reasons] == ["account", "person"]
    assert all("needed" in text for _, text in reasons)


@pytest.fixture(scope="module")
def earlier(ran: Ran) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same landed rows, learnt from as of an earlier day."""
    rules = read_rules(DBT_SOURCES / "seeds", None)
    selection = ("+int_person_features", "+int_account_features")
    with (
        home_lock(ran.settings.home),
        evaluated(ran.settings, rules, BEFORE, selection) as found,
    ):
        yield found


@pytest.mark.parametrize("subject", ["person", "account"])
def test_what_came_later_changes_no_feature_of_a_day(
    ran: Ran, earlier: duckdb.DuckDBPyConnection, subject: str
) -> None:
    query = _features_of_day(subject)
    then = {row[:3] if subject == "person" else row[:2]: row for row in _rows(earlier, query)}
    now = {row[:3] if subject == "person" else row[:2]: row for row in _warehouse(ran, query)}
    both = then.keys() & now.keys()
    assert len(both) > 0.8 * len(then)
    assert {key: now[key] for key in both} == {key: then[key] for key in both}


def _features_of_day(subject: str) -> str:
    day = (BEFORE - date(1970, 1, 1)).days
    accounts = ACCOUNT_MEMBERS.format(day=day)
    return FEATURES_OF_DAY.format(
        subject=subject,
        names="people" if subject == "person" else "accounts",
        account="account_key," if subject == "person" else "",
        members=MEMBERS if subject == "person" else accounts,
        accounts=accounts,
        day=day,
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return [
        tuple(tuple(value) if isinstance(value, list) else value for value in row)
        for row in connection.execute(query).fetchall()
    ]


def _warehouse(ran: Ran, query: str) -> list[tuple[Any, ...]]:
    path: Path = ran.settings.warehouse_path
    with duckdb.connect(str(path), read_only=True) as connection:
        return _rows(connection, query)
