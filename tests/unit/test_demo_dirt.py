"""What is planted in the generated company: dirt, merges, strangers, and the truth about them."""

import json

import duckdb

from orchestration.demo.company import DemoSummary
from tests.unit.demo_company import count, truth_of


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
