"""The generated company: its sizes, its keys, and the folder it is written to."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from orchestration.demo.company import DemoSummary
from tests.unit.demo_company import count, generate, truth_of

OBJECTS = {
    "accounts",
    "people",
    "owners",
    "consents",
    "opportunities",
    "opportunity_contacts",
    "campaigns",
    "touches",
    "content",
    "intent_signals",
    "enrichment",
    "feedback",
    "ad_costs",
    "program_memberships",
    "field_history",
}
REQUIRED = {
    "accounts": ("account_id", "name", "created_at", "updated_at"),
    "people": ("person_id", "created_at", "updated_at"),
    "owners": ("owner_id", "name"),
    "consents": ("person_id", "purpose", "status", "changed_at"),
    "opportunities": ("opportunity_id", "account_id", "created_at", "updated_at"),
    "opportunity_contacts": ("opportunity_id", "person_id"),
    "campaigns": ("campaign_id", "name", "channel"),
    "program_memberships": ("program_id", "person_id", "entered_at"),
    "touches": ("touch_id", "occurred_at", "kind"),
    "content": ("content_id", "name"),
    "intent_signals": ("signal_id", "provider", "topic", "score", "observed_on"),
    "enrichment": ("provider", "observed_on"),
    "feedback": ("feedback_id", "given_at"),
    "field_history": ("object", "field", "changed_at"),
    "ad_costs": ("day", "campaign_id"),
}


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_object_of_the_contract_is_there(summary: DemoSummary) -> None:
    assert set(summary.rows) == OBJECTS
    assert all(rows > 0 for rows in summary.rows.values())


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    generate(tmp_path / "one", (30, 90, 3000, 120))
    generate(tmp_path / "two", (30, 90, 3000, 120))
    generate(tmp_path / "other", (30, 90, 3000, 120), seed=8)
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")
    assert fingerprint(tmp_path / "one") != fingerprint(tmp_path / "other")


def test_accounts_and_people_are_exactly_as_many_as_asked_for(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    real = "not like '%-DELETED-%' and {0} not like '%-DUP-%' and {0} not like '%-STRANGER-%'"
    accounts = f"account_id {real.format('account_id')}"
    people = f"person_id {real.format('person_id')}"
    distinct = "select count(distinct {}) from {} where {}"
    assert count(company, distinct.format("account_id", "accounts", accounts)) == 200
    assert count(company, distinct.format("person_id", "people", people)) == 1200
    assert summary.rows["touches"] == 40_000


@pytest.mark.parametrize(
    "size",
    [
        (1, 1, 0, 1),
        (1, 1, 1, 540),
        (3, 1, 7, 2),
        (20, 60, 500, 540),
        (5, 400, 900, 10),
        (60, 2, 3000, 30),
        (200, 100, 150, 90),
    ],
)
def test_any_size_works(tmp_path: Path, size: tuple[int, int, int, int]) -> None:
    summary = generate(tmp_path / "demo", size)
    assert summary.rows["touches"] == size[2]
    assert summary.truth.exists()


@pytest.mark.parametrize("size", [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, -1, 1), (1, 1, 1, 0)])
def test_a_size_that_makes_no_sense_is_refused(
    tmp_path: Path, size: tuple[int, int, int, int]
) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        generate(tmp_path / "demo", size)
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("name", ["accounts.csv", "touches.2.jsonl", "generic/people.parquet"])
def test_a_folder_with_input_of_somebody_else_is_left_alone(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / name
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="did not write"):
        generate(tmp_path, (3, 5, 10, 10))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]


def test_a_second_generation_replaces_the_first_and_nothing_else(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("keep me", encoding="utf-8")
    generate(tmp_path, (40, 200, 2000, 60))
    generate(tmp_path, (3, 5, 10, 10))
    generate(tmp_path / "fresh", (3, 5, 10, 10))
    fresh = fingerprint(tmp_path / "fresh")
    again = {
        name: digest
        for name, digest in fingerprint(tmp_path).items()
        if not name.startswith(("fresh/", "notes"))
    }
    assert again == fresh
    assert notes.read_text(encoding="utf-8") == "keep me"


@pytest.mark.parametrize("view", sorted(REQUIRED))
def test_required_columns_are_filled(company: duckdb.DuckDBPyConnection, view: str) -> None:
    empty = " or ".join(f"{column} is null" for column in REQUIRED[view])
    assert count(company, f"select count(*) from {view} where {empty}") == 0


def test_keys_repeat_only_where_it_was_planted(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    dirt = truth_of(summary)["dirt"]
    touches = "select count(*) - count(distinct touch_id) from touches"
    assert count(company, touches) == dirt["duplicate_touches"]
    for view, key in (("accounts", "account_id"), ("people", "person_id")):
        copies = count(company, f"select count(*) from {view}") - count(
            company, f"select count(*) from (select distinct * from {view})"
        )
        planted = dirt["duplicate_accounts" if view == "accounts" else "duplicate_people_rows"]
        assert copies == planted
        same_moment = f"group by {key}, updated_at having count(*) > 1"
        repeated = f"select {key} from (select distinct * from {view}) {same_moment}"
        assert count(company, f"select count(*) from ({repeated})") == 0
    for view, key in (
        ("owners", "owner_id"),
        ("campaigns", "campaign_id"),
        ("content", "content_id"),
        ("intent_signals", "signal_id"),
        ("feedback", "feedback_id"),
        ("ad_costs", "(day, campaign_id)"),
        ("consents", "(person_id, purpose)"),
        ("opportunity_contacts", "(opportunity_id, person_id)"),
    ):
        assert count(company, f"select count(*) - count(distinct {key}) from {view}") == 0


@pytest.mark.parametrize(
    ("view", "column", "parent"),
    [
        ("touches", "person_id", "people"),
        ("touches", "account_id", "accounts"),
        ("touches", "campaign_id", "campaigns"),
        ("touches", "content_id", "content"),
        ("touches", "owner_id", "owners"),
        ("people", "account_id", "accounts"),
        ("people", "owner_id", "owners"),
        ("accounts", "owner_id", "owners"),
        ("opportunities", "account_id", "accounts"),
        ("opportunities", "owner_id", "owners"),
        ("opportunity_contacts", "person_id", "people"),
        ("opportunity_contacts", "opportunity_id", "opportunities"),
        ("consents", "person_id", "people"),
        ("ad_costs", "campaign_id", "campaigns"),
        ("intent_signals", "account_id", "accounts"),
        ("enrichment", "account_id", "accounts"),
        ("feedback", "person_id", "people"),
        ("program_memberships", "person_id", "people"),
        ("touches_2", "person_id", "people"),
        ("touches_3", "person_id", "people"),
    ],
)
def test_references_resolve(
    company: duckdb.DuckDBPyConnection, view: str, column: str, parent: str
) -> None:
    lost = f"select count(*) from {view} where {column} not in (select {column} from {parent})"
    assert count(company, lost) == 0


def test_parents_are_accounts_of_the_company(company: duckdb.DuckDBPyConnection) -> None:
    children = "select count(*) from accounts where parent_account_id is not null"
    assert count(company, children) > 0
    lost = f"{children} and parent_account_id not in (select account_id from accounts)"
    assert count(company, lost) == 0


def test_the_default_company_reads_like_a_company(company: duckdb.DuckDBPyConnection) -> None:
    assert (
        count(
            company,
            "select count(*) from accounts where regexp_matches(name, '[0-9]') and not is_deleted",
        )
        == 0
    )
    assert count(company, "select count(*) from accounts where name like '%公司'") > 10
    assert count(company, "select count(distinct channel) from campaigns") == 15
    assert count(company, "select count(*) from people where title like '%总监%'") > 3
    assert count(company, "select count(distinct country) from accounts") >= 7
    traps = "('Marketing Coordinator', 'Doctor', 'Factory Worker', 'Student')"
    assert count(company, f"select count(distinct title) from people where title in {traps}") == 4
