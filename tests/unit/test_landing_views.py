"""What the warehouse and the person before the first landing get to see."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import (
    OBJECTS,
    create_landing_views,
    inspect_inputs,
    land,
    last_event_day,
)

TOUCHES = "touch_id,occurred_at,kind,seconds,Note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "touches.csv").write_text(
        f"{TOUCHES}\nT1,2025-01-01,k,5,\nT2,2025-02-01T23:30:00-01:00,k,,x\nT3,soon,k,x,\n\nT4,k\n"
    )
    (tmp_path / "in" / "owners.csv").write_text("owner_id,name\nO1,Kim\n")
    return tmp_path


def test_views_show_exactly_the_committed_rows(folder: Path) -> None:
    home = folder / "home's"
    land(folder / "in", home)
    stray = home / "landing" / "batches" / "touches" / "0123456789abcdef.parquet"
    stray.write_bytes(b"left by a killed run")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        for _ in range(2):
            create_landing_views(connection, home)
        query = "select touch_id, occurred_at::varchar, _line from automation.touches order by 1"
        assert connection.execute(query).fetchall() == [
            ("T1", "2025-01-01 00:00:00", 2),
            ("T2", "2025-02-02 00:30:00", 3),
        ]
        for contract in OBJECTS.values():
            described = connection.execute(f"describe {contract.source}.{contract.name}").fetchall()
            kinds = {name: kind.lower().replace(",", ", ") for name, kind, *_ in described}
            assert list(kinds)[-5:] == ["_extra", "_row_hash", "_landing_run", "_file", "_line"]
            assert [kinds[c.name] for c in contract.columns] == [
                c.sql_type for c in contract.columns
            ]
        counts = "select object, file, landing_run, read, accepted, quarantined, blank"
        assert connection.execute(
            f"{counts} from control.landing_files order by object"
        ).fetchall() == [
            ("owners", "owners.csv", 1, 1, 1, 0, 0),
            ("touches", "touches.csv", 1, 5, 2, 2, 1),
        ]
        quarantined = (
            "select object, quarantined from control.quarantined_rows where quarantined > 0"
        )
        assert connection.execute(quarantined).fetchall() == [("touches", 2)]


def test_views_of_an_empty_home_are_empty_and_typed(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        create_landing_views(connection, tmp_path)
        assert connection.execute("from crm.accounts").fetchall() == []
        assert connection.execute("from control.landing_files").fetchall() == []


def test_a_batch_from_before_a_column_existed_reads_as_null(folder: Path) -> None:
    landing = land(folder / "in", folder / "home").landing
    (path,) = landing.batches("touches")
    older = path.with_name("older.parquet")
    duckdb.execute(f"copy (select * exclude (seconds) from '{path}') to '{older}'")
    older.replace(path)
    with duckdb.connect() as connection:
        create_landing_views(connection, folder / "home")
        assert connection.execute("select seconds from automation.touches").fetchall() == [
            (None,),
            (None,),
        ]


def test_the_last_event_day_is_never_after_today(folder: Path) -> None:
    assert last_event_day(folder / "home", date(2025, 6, 1)) is None
    land(folder / "in", folder / "home")
    assert last_event_day(folder / "home", date(2025, 6, 1)) == date(2025, 2, 2)
    assert last_event_day(folder / "home", date(2025, 2, 1)) == date(2025, 1, 1)
    assert last_event_day(folder / "home", date(2024, 1, 1)) is None


def test_inspection_says_what_landing_would_do_and_writes_nothing(folder: Path) -> None:
    (folder / "in" / "people.csv").write_text("person_id\nP1\n")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    owners, people, touches = inspect_inputs(folder / "in")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert people.error == (
        "required columns missing: created_at, updated_at; the file has person_id"
    )
    assert (owners.read, owners.quarantined, owners.error) == (1, 0, None)
    assert (touches.read, touches.quarantined, touches.blank) == (5, 2, 1)
    assert touches.unknown_columns == ("Note",)
    assert "person_id" in touches.missing_optional
    assert touches.sample_reasons == (
        "line 4: occurred_at: 'soon' is not a timestamp;"
        " seconds: 'x' is not a whole number of at least 0",
        "line 6: 2 fields instead of 5",
    )
    rates = {column.written: column.fill_rate for column in touches.columns}
    assert rates == {
        "touch_id": 0.75,
        "occurred_at": 0.75,
        "kind": 0.75,
        "seconds": 0.5,
        "Note": 0.25,
    }


def test_inspection_counts_as_landing_does(folder: Path) -> None:
    reports = inspect_inputs(folder / "in")
    records = land(folder / "in", folder / "home").files
    assert [(r.file, r.read, r.blank, r.quarantined, r.encoding) for r in reports] == [
        (r.file, r.read, r.blank, r.quarantined, r.encoding) for r in records
    ]


def test_the_last_event_day_is_that_of_the_business_time_zone(tmp_path: Path) -> None:
    source, home = tmp_path / "input", tmp_path / "home"
    source.mkdir()
    (source / "touches.csv").write_text(
        "touch_id,occurred_at,kind\nt1,2025-06-10T10:00:00Z,page_viewed\n"
        "t2,2025-06-10T20:00:00Z,page_viewed\n"
    )
    land(source, home)
    today = date(2026, 1, 1)
    assert last_event_day(home, today) == date(2025, 6, 10)
    assert last_event_day(home, today, "Asia/Shanghai") == date(2025, 6, 11)
