"""A candidate that passes becomes a revision: whole, immutable, and the one that readers see."""

import json
import os
import stat
from pathlib import Path

import duckdb
import pytest

from expectations.keys import KEYS
from orchestration.mart_descriptions import column_descriptions
from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.candidate import UNORDERED, build_candidate, candidate_directory
from orchestration.publishing.errors import DamagedRevisionError, NoRevisionError
from orchestration.publishing.hashing import file_hash, table_hash
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import (
    current_link,
    current_revision,
    list_revisions,
    newest_revision,
    rollback,
)
from orchestration.publishing.verdict import Check
from tests.unit.publishing_home import (
    first_revision,
    prepare_home,
    publish_run,
    rows_of,
    skip_expectations,
)
from tests.unit.publishing_rows import good_tables


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    skip_expectations(monkeypatch)
    return tmp_path / "my home"


def test_a_revision_holds_every_table_in_both_formats(home: Path) -> None:
    revision = first_revision(home)
    files = {path.name for path in revision.path.iterdir()}
    tables = {*KEYS, "publish_log"}
    assert files == {
        "progression.duckdb",
        "manifest.json",
        "verdict.json",
        *(f"{table}.parquet" for table in tables),
    }
    with duckdb.connect(current_link(home) / "progression.duckdb", read_only=True) as reader:
        for table in KEYS:
            stored = reader.execute(f"from published.{table}").fetchall()
            parquet = revision.path / f"{table}.parquet"
            assert reader.execute(f"from read_parquet('{parquet}')").fetchall() == stored
            assert len(stored) == len(good_tables()[table])


def test_rows_stand_in_the_order_of_their_key(home: Path) -> None:
    tables = {table: [*reversed(rows)] for table, rows in good_tables().items()}
    revision = publish_run(home, "run-1", tables=tables)
    database = revision.path / "progression.duckdb"
    with duckdb.connect(database, read_only=True) as reader:
        for table in KEYS.keys() - UNORDERED:
            assert reader.execute(f"from published.{table}").fetchall() == rows_of(database, table)


def test_a_served_file_opens_in_older_drivers_and_has_no_index(home: Path) -> None:
    revision = first_revision(home)
    assert not [*revision.path.glob("*.wal")]
    with duckdb.connect(revision.path / "progression.duckdb", read_only=True) as reader:
        ((tags,),) = reader.execute(
            "select tags from duckdb_databases() where database_name = 'progression'"
        ).fetchall()
        assert tags["storage_version"].startswith("v1.2.0")
        assert reader.execute("from duckdb_indexes()").fetchall() == []


def test_tables_and_columns_say_what_they_mean(home: Path) -> None:
    revision = first_revision(home)
    with duckdb.connect(revision.path / "progression.duckdb", read_only=True) as reader:
        silent = "schema_name = 'published' and comment is null and table_name <> 'publish_log'"
        for entries in ("duckdb_tables()", "duckdb_columns()"):
            assert reader.execute(f"from {entries} where {silent}").fetchall() == []
        ((meaning,),) = reader.execute(
            "select comment from duckdb_columns() "
            "where table_name = 'account_stages' and column_name = 'days_in_stage'"
        ).fetchall()
    assert meaning == column_descriptions("account_stages")["days_in_stage"]


def test_nothing_in_a_revision_can_be_written(home: Path) -> None:
    revision = first_revision(home)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in revision.path.iterdir()}
    assert modes == {0o444}


def test_the_manifest_proves_every_table_and_file(home: Path) -> None:
    revision = first_revision(home)
    manifest = revision.manifest
    assert (manifest["revision"], manifest["run_id"], manifest["as_of"]) == (
        1,
        "run-1",
        "2026-01-31",
    )
    for name, digest in manifest["files"].items():
        assert file_hash(revision.path / name) == digest
    with duckdb.connect(revision.path / "progression.duckdb", read_only=True) as reader:
        for table, state in manifest["tables"].items():
            assert table_hash(reader, f"published.{table}", table) == state["hash"]
            assert reader.execute(f"select count(*) from published.{table}").fetchall() == [
                (state["rows"],)
            ]
            described = reader.execute(f"describe published.{table}").fetchall()
            assert [(c["name"], c["type"]) for c in state["columns"]] == [
                (name, kind) for name, kind, *_ in described
            ]


def test_the_same_rows_of_another_run_have_the_same_hashes(home: Path) -> None:
    first = first_revision(home)
    second = publish_run(home, "run-2")
    assert [first.number, second.number] == [1, 2]
    assert first.path.name.split("-")[1] == second.path.name.split("-")[1]
    tables = good_tables()
    tables["lead_scores"] = [{**row, "rank": 7} for row in tables["lead_scores"]]
    third = publish_run(home, "run-3", tables=tables)
    assert third.path.name.split("-")[1] != second.path.name.split("-")[1]


def test_the_log_tells_every_run_and_what_was_reported(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_revision(home)
    warning = Check("touches", "kinds_are_known", "warning", False, 1, (), "Set aside.")
    skip_expectations(monkeypatch, warning)
    publish_run(home, "run-2", keep=1)
    rollback_target = publish_run(home, "run-3", keep=2)
    assert rollback(home).number == 2
    last = publish_run(home, "run-4", keep=2)
    database = last.path / "progression.duckdb"
    with duckdb.connect(database, read_only=True) as reader:
        log = reader.execute(
            "select run_id, revision, started_at::varchar, checks_passed, checks_failed, tables, "
            "rows from published.publish_log order by revision"
        ).fetchall()
        assert (
            reader.execute("from published.publish_log").fetchall()
            == reader.execute(
                f"from read_parquet('{last.path / 'publish_log.parquet'}')"
            ).fetchall()
        )
    rows = sum(len(rows) for rows in good_tables().values())
    assert log == [
        ("run-1", 1, "2026-02-01 05:00:00", 1, 0, len(KEYS), rows),
        ("run-2", 2, "2026-02-01 05:00:00", 1, 1, len(KEYS), rows),
        ("run-3", rollback_target.number, "2026-02-01 05:00:00", 1, 1, len(KEYS), rows),
        ("run-4", 4, "2026-02-01 05:00:00", 1, 1, len(KEYS), rows),
    ]
    assert last.manifest["checks"]["failed"] == [
        {"table": "touches", "name": "kinds_are_known", "observed": 1}
    ]


def test_a_reader_keeps_a_whole_old_revision_while_new_ones_appear(home: Path) -> None:
    first_revision(home)
    with duckdb.connect(current_link(home) / "progression.duckdb", read_only=True) as reader:
        for number in range(2, 5):
            publish_run(home, f"run-{number}", keep=1)
            runs = {
                run
                for table in KEYS
                for (run,) in reader.execute(
                    f"select distinct run_id from published.{table}"
                ).fetchall()
            }
            assert runs == {"run-1"}
            newer = rows_of(current_link(home) / "progression.duckdb", "publish_log")
            assert newer[-1][0] == f"run-{number}"


def test_the_link_is_relative_so_that_the_folder_can_be_moved(home: Path) -> None:
    first_revision(home)
    assert not current_link(home).readlink().is_absolute()
    moved = home.with_name("moved")
    (home / "published").rename(moved)
    assert len(rows_of(moved / "current" / "progression.duckdb", "accounts")) == 3


def test_rollback_goes_to_the_one_before_or_to_the_one_named(home: Path) -> None:
    for number in range(1, 4):
        publish_run(home, f"run-{number}")
    assert rollback(home).number == 2
    assert rollback(home).number == 1
    with pytest.raises(NoRevisionError, match="revision 1 is the oldest that is kept"):
        rollback(home)
    assert rollback(home, 3).number == 3
    assert current_link(home).resolve().name.startswith("000003-")
    with pytest.raises(NoRevisionError, match="no revision 9; kept are 1, 2, 3"):
        rollback(home, 9)
    assert [revision.is_current for revision in list_revisions(home)] == [False, False, True]


def test_numbers_rise_for_ever_also_after_a_rollback(home: Path) -> None:
    for number in range(1, 4):
        publish_run(home, f"run-{number}")
    rollback(home, 1)
    newest = newest_revision(home)
    assert newest is not None
    assert newest.number == 3
    assert publish_run(home, "run-4").number == 4


def test_only_the_last_revisions_are_kept_and_always_the_current_one(home: Path) -> None:
    for number in range(1, 6):
        publish_run(home, f"run-{number}", keep=3)
    assert [revision.number for revision in list_revisions(home)] == [3, 4, 5]
    names = {path.name for path in (home / "published").rglob("*") if path.is_dir()}
    assert len(names) == 5  # revisions, three of them, and the link
    with pytest.raises(ValueError, match="keep must be at least 1"):
        publish(home, keep=0)


def test_an_empty_home_has_no_revision(home: Path) -> None:
    assert list_revisions(home) == []
    assert current_revision(home) is None
    assert newest_revision(home) is None
    with pytest.raises(NoRevisionError, match="nothing has been published"):
        rollback(home)


def test_damage_to_what_is_published_is_named(home: Path) -> None:
    revision = first_revision(home)
    manifest = revision.path / "manifest.json"
    whole = manifest.read_text()
    manifest.chmod(0o644)
    manifest.write_text("{")
    with pytest.raises(DamagedRevisionError, match=r"revision 1 has no readable manifest\.json"):
        revision.manifest  # noqa: B018 - reading is what fails
    with pytest.raises(DamagedRevisionError, match=r"revision 1 has no readable manifest\.json"):
        publish_run(home, "run-2")
    manifest.write_text(whole)
    log = revision.path / "publish_log.parquet"
    log.chmod(0o644)
    log.write_bytes(b"")
    with pytest.raises(DamagedRevisionError, match=r"publish_log\.parquet of revision 1"):
        publish_run(home, "run-2")
    os.replace(revision.path, revision.path.with_name("elsewhere"))  # noqa: PTH105
    with pytest.raises(DamagedRevisionError, match="which is not there"):
        current_revision(home)


def test_a_published_candidate_is_used_up(home: Path) -> None:
    first_revision(home)
    assert not candidate_directory(home).exists()
    verdict = json.loads((current_link(home) / "verdict.json").read_text())
    assert verdict["passed"] is True


def test_progress_names_each_table(home: Path) -> None:
    lines: list[str] = []
    prepare_home(home)
    candidate = build_candidate(home, lines.append)
    assert lines == [f"{table}: {rows:,} rows" for table, rows in candidate.rows.items()]
    audit_candidate(home, lines.append)
    assert len(lines) > len(KEYS)
