"""Little data is computed by one thread, much by as many as there are, or by as many as told."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import land
from orchestration.publishing import threads
from orchestration.publishing.threads import spare_threads
from orchestration.rules.files import read_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform import warehouse
from orchestration.transform.warehouse import Run, choose_threads, prepare_warehouse


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which ten rows are landed."""
    (tmp_path / "input").mkdir()
    rows = ["owner_id,name", *(f"O{number},Owner {number}" for number in range(10))]
    (tmp_path / "input" / "owners.csv").write_text("\n".join(rows), encoding="utf-8")
    land(tmp_path / "input", tmp_path / "home", lambda _: None)
    return tmp_path / "home"


def test_little_data_takes_one_thread_and_much_the_default(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert choose_threads(Settings(home=home)) == 1
    monkeypatch.setattr(warehouse, "FEW_ROWS", 10)
    assert choose_threads(Settings(home=home)) is None


def test_what_is_told_goes_before_and_cannot_be_nothing(home: Path) -> None:
    assert choose_threads(Settings(home=home, threads=3)) == 3
    with pytest.raises(ValueError, match="greater than or equal to 1"):
        Settings(home=home, threads=0)


@pytest.mark.parametrize("rows", [10, 11])
def test_the_working_database_says_how_many(
    home: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(warehouse, "FEW_ROWS", rows)
    settings, rules = Settings(home=home), read_rules(DBT_SOURCES / "seeds", None)
    prepare_warehouse(settings, rules, Run("run-1", date(2026, 1, 31), rules.version, "facts-1"))
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        cores = connection.execute("select current_setting('threads')").fetchall()
        said = connection.execute("select threads from control.computing").fetchall()
    assert said == ([(1,)] if rows == 11 else cores)


@pytest.mark.parametrize(("rows", "spared"), [(10, False), (11, True)])
def test_few_rows_of_schemas_are_read_by_one_thread(
    monkeypatch: pytest.MonkeyPatch, rows: int, spared: bool
) -> None:
    monkeypatch.setattr(threads, "FEW_ROWS", rows)
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("create schema marts; create schema unified")
        connection.execute("create table marts.few as from range(4)")
        connection.execute("create table unified.more as from range(6)")
        connection.execute("create view marts.all_of_them as from unified.more")
        connection.execute("create table others as from range(1000)")
        spare_threads(connection.execute, "marts", "unified")
        said = connection.execute("select current_setting('threads')").fetchall()
    assert said == [(1 if spared else 2,)]
