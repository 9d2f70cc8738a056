"""What a run goes on from: the newest ledger, and the last revision of other facts or rules."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.candidate import build_candidate
from orchestration.publishing.earlier import NOTHING_EARLIER, create_reported_tables, find_earlier
from orchestration.publishing.errors import DamagedRevisionError
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import Revision, list_revisions, rollback
from tests.unit.publishing_history_rows import FIRST_AS_OF, first_tables
from tests.unit.publishing_home import prepare_home, skip_expectations
from tests.unit.publishing_rows import good_tables


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    skip_expectations(monkeypatch)


def publish_facts(home: Path, run_id: str, fingerprint: str, **options: object) -> Revision:
    tables, keep = options.pop("tables", None), options.pop("keep", 5)
    prepare_home(home, tables, run_id=run_id, fingerprint=fingerprint, **options)  # type: ignore[arg-type]
    build_candidate(home)
    audit_candidate(home)
    return publish(home, keep)  # type: ignore[arg-type]


def test_before_the_first_publication_the_tables_are_empty_and_typed(tmp_path: Path) -> None:
    assert find_earlier(tmp_path, "facts-1") == NOTHING_EARLIER
    with duckdb.connect() as connection:
        create_reported_tables(connection, NOTHING_EARLIER)
        assert connection.execute("from reported.baseline").fetchall() == []
        assert connection.execute("from reported.account_stages").fetchall() == []
        types = connection.execute("describe reported.account_stage_reported").fetchall()
    assert [kind for _, kind, *_ in types] == [
        "VARCHAR", "INTEGER", "DATE", "VARCHAR", "INTEGER", "VARCHAR",
    ]  # fmt: skip


def test_the_ledger_is_the_newest_ones_and_moves_start_from_other_facts(tmp_path: Path) -> None:
    before = first_tables(good_tables())
    first = publish_facts(tmp_path, "run-1", "facts-1", tables=before, as_of=FIRST_AS_OF)
    publish_facts(tmp_path, "run-2", "facts-2")
    newest = publish_facts(tmp_path, "run-3", "facts-2")
    rollback(tmp_path, 1)  # What was said stays said, whatever readers see.
    forced = find_earlier(tmp_path, "facts-2")
    assert forced.ledger == newest.path / "account_stage_reported.parquet"
    assert forced.baseline is not None
    assert (forced.baseline.revision, forced.baseline.as_of) == (first.number, date(2026, 1, 15))
    other = find_earlier(tmp_path, "facts-1")
    assert other.baseline is not None
    assert other.baseline.revision == newest.number
    with duckdb.connect() as connection:
        create_reported_tables(connection, forced)
        assert connection.execute(
            "select account_id, stage from reported.account_stages order by all"
        ).fetchall() == [("a1", "Unaware"), ("a2", "Aware"), ("a3", "Aware")]
        assert connection.execute(
            "select count(*), max(report_no) from reported.account_stage_reported"
        ).fetchall() == [(6, 2)]


def test_what_moves_start_from_outlives_any_number_of_forced_runs(tmp_path: Path) -> None:
    publish_facts(tmp_path, "run-0", "facts-0")
    publish_facts(tmp_path, "run-1", "facts-1")
    for number in range(2, 6):
        publish_facts(tmp_path, f"run-{number}", "facts-2", keep=2)
    assert [revision.number for revision in list_revisions(tmp_path)] == [2, 5, 6]
    publish_facts(tmp_path, "run-6", "facts-3", keep=2)
    assert [revision.number for revision in list_revisions(tmp_path)] == [6, 7]


@pytest.mark.parametrize("table", ["account_stage_reported", "account_stages"])
def test_a_damaged_revision_is_named_and_nothing_begins_anew(tmp_path: Path, table: str) -> None:
    revision = publish_facts(tmp_path, "run-1", "facts-1")
    path = revision.path / f"{table}.parquet"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedRevisionError, match=f"revision 1 is damaged: {table}"):
        find_earlier(tmp_path, "facts-2")
    path.unlink()
    with pytest.raises(DamagedRevisionError, match=f"revision 1 is damaged: {table}"):
        find_earlier(tmp_path, "facts-2")
    with pytest.raises(DamagedRevisionError, match="revision 1 is damaged"):
        publish_facts(tmp_path, "run-2", "facts-2")
    manifest = revision.path / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text("{}")
    with pytest.raises(DamagedRevisionError, match="its manifest lacks 'tables'"):
        find_earlier(tmp_path, "facts-2")
