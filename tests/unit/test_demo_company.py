"""The generated company: its sizes, its keys, its dirt, and the folder it is written to."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.demo.company import DemoSummary, generate_company
from orchestration.demo.object_files import FILES

END = date(2026, 6, 30)
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


def generate(out: Path, size: tuple[int, int, int, int], seed: int = 7) -> DemoSummary:
    accounts, people, touches, days = size
    return generate_company(
        out, accounts=accounts, people=people, touches=touches, days=days, end=END, seed=seed
    )


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> DemoSummary:
    """The company that the command makes when no size is named."""
    return generate(tmp_path_factory.mktemp("demo"), (200, 1200, 40_000, 540))


@pytest.fixture(scope="module")
def company(summary: DemoSummary) -> duckdb.DuckDBPyConnection:
    """One view for each main file, read as DuckDB reads it."""
    connection = duckdb.connect()
    for name in FILES:
        path, parts = summary.folder / name, name.split(".")
        view = parts[0] if not parts[1].isdigit() else f"{parts[0]}_{parts[1]}"
        if path.suffix == ".parquet":
            source = f"read_parquet('{path}')"
        elif path.suffix == ".jsonl":
            source = f"read_json('{path}', ignore_errors = true)"
        elif view == "touches_3":
            source = f"read_csv('{path}', all_varchar = true, ignore_errors = true)"
        else:
            source = f"read_csv('{path}')"
        connection.execute(f"create view {view} as select * from {source}")
    return connection


def count(company: duckdb.DuckDBPyConnection, query: str) -> int:
    row = company.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def truth_of(summary: DemoSummary) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(summary.truth.read_text(encoding="utf-8"))
    return truth


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


def test_the_planted_dirt_of_touches_is_present(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    dirt = truth_of(summary)["dirt"]
    distinct = "(select count(*) from (select distinct * from touches))"
    copies = f"select count(*) - {distinct} from touches"
    assert count(company, copies) == dirt["duplicate_touches"] > 0
    unknown = "kind in ('fax_received', 'carrier_pigeon_sent', 'hologram_viewed')"
    planted = dirt["unknown_kind_touches"]
    assert count(company, f"select count(*) from touches where {unknown}") == planted > 0
    future = "select count(*) from touches where occurred_at::date > date '2026-06-30'"
    assert count(company, future) == dirt["future_touches"] > 0
    order = (
        "select count(*) from (select occurred_at, "
        "lag(occurred_at) over (order by place) as earlier "
        "from (select occurred_at, row_number() over () as place from touches)) "
        "where occurred_at < earlier"
    )
    assert 0 < count(company, order) <= dirt["out_of_order_touches"]


def test_malformed_lines_are_as_many_as_planted(summary: DemoSummary) -> None:
    dirt = truth_of(summary)["dirt"]
    broken, lacking = 0, 0
    for line in (summary.folder / "touches.2.jsonl").read_text(encoding="utf-8").splitlines():
        try:
            lacking += "kind" not in json.loads(line)
        except json.JSONDecodeError:
            broken += 1
    assert broken == dirt["broken_json_lines"] > 0
    rows = (summary.folder / "touches.3.csv").read_text(encoding="utf-8").splitlines()
    lacking += sum(row.split(",")[2] == "" for row in rows[1:])
    assert lacking == dirt["missing_value_lines"] > 0
    assert sum(row.count('"') % 2 for row in rows) == dirt["unclosed_quote_lines"] == 1


def test_the_planted_dirt_of_entities_is_present(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    dirt = truth_of(summary)["dirt"]
    for view in ("accounts", "people", "opportunities"):
        merged = " and merged_into_id is null" if view != "opportunities" else ""
        deleted = count(company, f"select count(*) from {view} where is_deleted{merged}")
        assert deleted == dirt[f"deleted_{view}"] > 0
    same = (
        "select count(*) from people copy join people original using (title, full_name) "
        "where copy.person_id like 'PER-DUP-%' and original.person_id not like 'PER-DUP-%' "
        "and lower(trim(copy.email)) = original.email and copy.email <> original.email"
    )
    assert count(company, same) >= dirt["same_email_people"] > 0
    for view in ("accounts", "people"):
        key = "account_id" if view == "accounts" else "person_id"
        late = (
            f"select count(*) from {view}_2 late where late.updated_at < "
            f"(select max(updated_at) from {view} where {view}.{key} = late.{key})"
        )
        assert count(company, late) == dirt[f"late_{view}"] > 0


def test_unmatched_people_keep_their_account_in_the_truth(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    truth = f"read_parquet('{summary.folder}/truth/people.parquet')"
    by_domain = (
        f"select count(*) from people join {truth} truth using (person_id) "
        "join accounts on accounts.account_id = truth.account_id "
        "where people.account_id is null and match = 'email_domain' "
        "and accounts.domain is not null "
        "and lower(split_part(trim(people.email), '@', 2)) <> accounts.domain"
    )
    assert count(company, by_domain) == 0
    without = (
        f"select count(distinct person_id) from people left join {truth} truth using (person_id) "
        "where truth.account_id is null and not is_deleted and person_id not like '%-STRANGER-%'"
    )
    assert count(company, without) == 0
    assert all(number > 0 for number in truth_of(summary)["unmatched_people"].values())


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


def test_merged_records_lead_in_chains_to_one_that_is_left(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    dirt = truth_of(summary)["dirt"]
    for view, key, planted in (
        ("accounts", "account_id", dirt["merged_accounts"]),
        ("people", "person_id", dirt["merged_people"]),
    ):
        rows = company.execute(f"select distinct {key}, merged_into_id from {view}").fetchall()
        into = {one: other for one, other in rows if other}
        assert len(into) == planted > 0
        lengths = set()
        for one in into:
            chain = [one]
            while chain[-1] in into:
                chain.append(into[chain[-1]])
            assert chain[-1] in {each for each, _ in rows}
            lengths.add(len(chain) - 1)
        assert lengths == {1, 2, 3}
    assert count(company, "select count(*) from people where account_id like 'ACC-DUP-%'") > 0


def test_strangers_belong_to_no_account_though_their_company_sounds_like_one(
    summary: DemoSummary, company: duckdb.DuckDBPyConnection
) -> None:
    truth = f"read_parquet('{summary.folder}/truth/people.parquet')"
    planted = truth_of(summary)["dirt"]["strangers"]
    strangers = f"select count(*) from {truth} where account_id is null"
    assert count(company, strangers) == planted > 0
    listed = "select count(*) from people where account_id is null and company_name is not null"
    assert count(company, f"{listed} and person_id like 'PER-STRANGER-%'") == planted
