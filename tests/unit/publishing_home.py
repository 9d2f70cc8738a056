"""Home folders at every stage of a publication, made of the rows of `publishing_rows`.

Columns and types are those of the marts' contracts.
"""

import atexit
import json
import shutil
import sys
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest
import yaml

from expectations.keys import KEYS
from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.build_record import build_path, warehouse_path
from orchestration.publishing.candidate import build_candidate
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import Revision, list_revisions
from orchestration.publishing.verdict import Check
from tests.unit.publishing_rows import Tables, good_tables

AS_OF = date(2026, 1, 31)
# The same small database is asked for again and again.
_GOOD_WAREHOUSES: dict[tuple[str, date, str], bytes] = {}
MARTS = Path(__file__).parents[2] / "dbt_project" / "models" / "marts"


def prepare_home(
    home: Path,
    tables: Tables | None = None,
    *,
    run_id: str = "run-1",
    as_of: date = AS_OF,
    rules_version: str = "rules-1",
    fingerprint: str = "facts-1",
) -> Path:
    """Write a working database and the record of its build, as a finished transform leaves them."""
    path = warehouse_path(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    stamp = {"run_id": run_id, "as_of": as_of, "rules_version": rules_version}
    good, known = good_tables(), (run_id, as_of, rules_version)
    if known not in _GOOD_WAREHOUSES:
        with duckdb.connect(path) as connection:
            connection.execute("create schema marts")
            _write_marts(connection, good, stamp)
        _GOOD_WAREHOUSES[known] = path.read_bytes()
    path.write_bytes(_GOOD_WAREHOUSES[known])
    if tables is not None:
        with duckdb.connect(path) as connection:
            for table in good:
                if tables.get(table) != good[table]:
                    connection.execute(f'drop table marts."{table}"')
            changed = {name: rows for name, rows in tables.items() if rows != good.get(name)}
            _write_marts(connection, changed, stamp)
    write_build(
        home,
        run_id=run_id,
        as_of=as_of.isoformat(),
        rules_version=rules_version,
        fingerprint=fingerprint,
    )
    return home


def _write_marts(
    connection: duckdb.DuckDBPyConnection, tables: Tables, stamp: dict[str, Any]
) -> None:
    connection.begin()
    for table, rows in tables.items():
        write_mart(connection, table, [{**row, **stamp} for row in rows])
    connection.commit()


def write_build(home: Path, **changes: object) -> None:
    """Write the build record of the transform."""
    record = {
        "run_id": "run-1", "as_of": AS_OF.isoformat(), "rules_version": "rules-1",
        "fingerprint": "facts-1", "started_at": "2026-02-01T05:00:00+00:00",
        "dbt_tests_passed": 60, "dbt_tests_failed": 0,
    }  # fmt: skip
    build_path(home).write_text(json.dumps({**record, **changes}), encoding="utf-8")


def write_mart(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]
) -> None:
    """Create one mart with the columns of its contract and fill it."""
    columns = mart_columns(table)
    definition = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f'create table marts."{table}" ({definition})')
    for row in rows:
        names = [name for name in row if name in columns]
        marks = ", ".join("?" for _ in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.execute(
            f'insert into marts."{table}" ({quoted}) values ({marks})',
            [row[name] for name in names],
        )


@cache
def mart_columns(table: str) -> dict[str, str]:
    """Return name and type of the columns that the mart's contract promises."""
    (path,) = MARTS.glob(f"*/{table}.yml")
    (model,) = yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    return {column["name"]: column["data_type"] for column in model["columns"]}


def rows_of(database: Path, table: str) -> list[tuple[Any, ...]]:
    """Return a published table's rows in the order of its key."""
    order = ", ".join(KEYS.get(table, ("revision",)))
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(f"from published.{table} order by {order}").fetchall()


def skip_expectations(monkeypatch: pytest.MonkeyPatch, *failed: Check) -> None:
    """Put a gate in place that finds nothing but these checks, and takes no time."""
    good = Check("accounts", "one_row_per_account", "critical", True, None, (), "The grain.")
    gate = ModuleType("orchestration.publishing.gate")
    gate.run_gate = lambda *_: [good, *failed]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, gate.__name__, gate)


def _new_template() -> Path:
    home = Path(tempfile.mkdtemp(prefix="publishing-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


@cache
def _published_template() -> Path:
    """Build, once, a home with one published revision."""
    home = _new_template()
    with pytest.MonkeyPatch.context() as patch:
        skip_expectations(patch)
        publish_run(home, "run-1")
    return home


@cache
def _audited_template() -> Path:
    """Build, once, a home with a published revision and a second, audited candidate."""
    home = _new_template()
    shutil.copytree(_published_template(), home, symlinks=True, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        skip_expectations(patch)
        prepare_home(home, run_id="run-2")
        build_candidate(home)
        audit_candidate(home)
    return home


def first_revision(target: Path) -> Revision:
    """Make a home with one published revision, that of `publish_run` for run-1; return it."""
    shutil.copytree(_published_template(), target, symlinks=True, dirs_exist_ok=True)
    (revision,) = list_revisions(target)
    return revision


def audited_home(target: Path) -> Path:
    """Make a home with a published revision and a second, audited candidate."""
    shutil.copytree(_audited_template(), target, symlinks=True, dirs_exist_ok=True)
    return target


def publish_run(
    home: Path, run_id: str, *, keep: int = 5, tables: Tables | None = None, **facts: Any
) -> Revision:
    """Take one run from its marts to a published revision; `facts` are those of prepare_home."""
    prepare_home(home, tables, run_id=run_id, **facts)
    build_candidate(home)
    audit_candidate(home)
    return publish(home, keep)
