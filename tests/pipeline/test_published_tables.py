"""What a BI tool finds after one run of a small company."""

import pytest

from expectations.keys import KEYS
from orchestration.landing.contract import OBJECTS
from tests.pipeline.conftest import Ran

pytestmark = pytest.mark.pipeline


def test_every_table_is_there_in_the_database_and_as_a_file(ran: Ran) -> None:
    tables = {row[0] for row in ran.query("select table_name from duckdb_tables()")}
    assert tables == {*KEYS, "publish_log"}
    files = {path.name for path in (ran.settings.home / "published" / "current").iterdir()}
    assert files == {
        "progression.duckdb",
        "manifest.json",
        "verdict.json",
        *(f"{table}.parquet" for table in tables),
    }


def test_the_ledger_adds_up_to_the_score_of_every_person(ran: Ran) -> None:
    assert (
        ran.query(
            "select person_id, score, sum(points) from lead_scores "
            "left join lead_score_contributions using (person_id) "
            "group by all having score <> coalesce(sum(points), 0)"
        )
        == []
    )
    assert ran.query("select count(*) > 250, max(score) > 40 from lead_scores") == [(True, True)]


def test_spells_tile_the_time_of_every_account(ran: Ran) -> None:
    assert (
        ran.query(
            "select account_id, entered_on from (select *, lead(entered_on) over "
            "(partition by account_id order by entered_on) as next_on from account_stage_history) "
            "where exited_on is distinct from next_on"
        )
        == []
    )
    assert ran.query(
        "select count(distinct account_id) = (select count(*) from accounts) "
        "from account_stage_history"
    ) == [(True,)]


def test_accounts_are_seen_in_all_six_stages_over_time(ran: Ran) -> None:
    assert ran.query("select count(distinct stage) from account_stage_history") == [(6,)]


def test_counts_reconcile_to_the_files(ran: Ran) -> None:
    read = {
        name: sum(file.read for file in ran.outcome.landing.files if file.object == name)
        for name in OBJECTS
    }
    health = dict(ran.query("select object, read from data_health"))
    assert health == read
    assert ran.query(
        "select count(*) from data_health where read <> accepted + unchanged + quarantined + blank"
    ) == [(0,)]


def test_a_touch_set_aside_is_listed_with_its_reason(ran: Ran) -> None:
    reasons = {row[0] for row in ran.query("select distinct excluded_reason from touches")}
    assert {"machine", "unknown_kind"} <= reasons
    assert ran.query(
        "select set_aside = (select count(*) from touches where not is_counted) "
        "from data_health where object = 'touches'"
    ) == [(True,)]


def test_nobody_who_withdrew_consent_is_published(ran: Ran) -> None:
    withdrawn = {
        row[0]
        for row in ran.query(
            f"select person_id from '{ran.settings.input}/people.parquet' "
            "where consent_status = 'withdrawn' and coalesce(consent_at <= '2026-06-30', true)"
        )
    }
    assert withdrawn
    for table in ("people", "lead_scores", "lead_score_history", "touches", "timeline"):
        published = {row[0] for row in ran.query(f"select distinct person_id from {table}")}
        assert not published & withdrawn, table


def test_nothing_is_dated_after_the_business_date(ran: Ran) -> None:
    for table, column in (
        ("touches", "day"),
        ("timeline", "day"),
        ("account_stage_history", "entered_on"),
        ("lead_score_history", "valid_from"),
    ):
        assert ran.query(f"select count(*) from {table} where {column} > as_of") == [(0,)], table
