"""The files of one revision, made in a folder that readers never look into."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import duckdb

from expectations.keys import SCHEMA
from orchestration.landing.durability import flush_directory, write_durably
from orchestration.landing.sql_text import literal, path_literal
from orchestration.publishing.build_record import BUILD_FILE
from orchestration.publishing.candidate import (
    DATABASE_FILE,
    STORAGE_VERSION,
    candidate_directory,
    write_parquet,
)
from orchestration.publishing.errors import CandidateChangedError, DamagedRevisionError
from orchestration.publishing.hashing import file_hash
from orchestration.publishing.revisions import MANIFEST_FILE, Revision
from orchestration.publishing.verdict import VERDICT_FILE, TableState, Verdict, write_verdict

LOG_TABLE = "publish_log"
LOG_FILE = f"{LOG_TABLE}.parquet"
_LOG_COLUMNS = """
    run_id varchar, as_of date, rules_version varchar, revision integer, started_at timestamp,
    published_at timestamp, checks_passed integer, checks_failed integer, tables integer,
    rows bigint
"""


def copy_candidate(home: Path, target: Path, verdict: Verdict) -> None:
    """Copy the candidate's files and prove that the copies are what the verdict is about.

    The copies are hashed, not the originals: nothing can change between the proof and its use.
    Raises CandidateChangedError if a file is missing, additional or different.
    """
    source = candidate_directory(home)
    target.mkdir(parents=True)
    names = {path.name for path in source.iterdir()} - {VERDICT_FILE}
    odd = names ^ set(verdict.files)
    for name in sorted(names - odd):
        shutil.copyfile(source / name, target / name)
        if file_hash(target / name) != verdict.files[name]:
            odd.add(name)
    if odd:
        raise CandidateChangedError(
            f"the candidate was changed after it was checked ({', '.join(sorted(odd))}); "
            "run `progression run --force` to build and check it again"
        )
    (target / BUILD_FILE).unlink()
    write_verdict(target, verdict)


def set_hash(tables: Mapping[str, TableState]) -> str:
    """Return twelve hexadecimal digits that stand for the rows of all tables."""
    lines = "".join(f"{table} {state.hash}\n" for table, state in sorted(tables.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def add_publish_log(
    target: Path,
    newest: Revision | None,
    number: int,
    verdict: Verdict,
    published_at: datetime,
) -> None:
    """Add table publish_log: the rows of the newest revision, and one for this run."""
    passed = sum(check.passed for check in verdict.checks)
    row = [
        verdict.run_id, verdict.as_of, verdict.rules_version, number, verdict.dbt["started_at"],
        published_at.replace(tzinfo=None), passed, len(verdict.checks) - passed,
        len(verdict.candidate), sum(state.rows for state in verdict.candidate.values()),
    ]  # fmt: skip
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(
            f"attach {path_literal(target / DATABASE_FILE)} as revision "
            f"(storage_version {literal(STORAGE_VERSION)})"
        )
        log = f"revision.{SCHEMA}.{LOG_TABLE}"
        connection.execute(f"create table {log} ({_LOG_COLUMNS})")
        if newest is not None:
            _copy_log(connection, newest, log, verdict.run_id)
        # A start with a UTC offset is turned into UTC by the cast; one without is UTC already.
        values = "?, ?, ?, ?, cast(cast(? as timestamptz) as timestamp), ?, ?, ?, ?, ?"
        connection.execute(f"insert into {log} values ({values})", row)
        write_parquet(connection, log, target / LOG_FILE)
        connection.execute("detach revision")


def _copy_log(
    connection: duckdb.DuckDBPyConnection, newest: Revision, log: str, run_id: str
) -> None:
    """Take over earlier rows; a run that is published once more keeps its last row only."""
    source = path_literal(newest.path / LOG_FILE)
    try:
        connection.execute(
            f"insert into {log} by name from read_parquet({source}) "
            "where run_id <> ? order by revision",
            [run_id],
        )
    except duckdb.Error as error:
        raise DamagedRevisionError(
            f"{LOG_FILE} of revision {newest.number} cannot be read: {error}"
        ) from error


def write_manifest(target: Path, number: int, verdict: Verdict, published_at: datetime) -> None:
    """Write manifest.json: what the revision is, and a proof of each table and file."""
    columns = _columns(target)
    content = {
        "revision": number,
        "run_id": verdict.run_id,
        "as_of": verdict.as_of,
        "rules_version": verdict.rules_version,
        "fingerprint": verdict.fingerprint,
        "published_at": published_at.isoformat(),
        "tables": {
            table: {**asdict(state), "columns": columns[table]}
            for table, state in verdict.candidate.items()
        },
        "files": {path.name: file_hash(path) for path in sorted(target.iterdir())},
        "checks": {
            "passed": sum(check.passed for check in verdict.checks),
            "failed": [
                {"table": check.table, "name": check.name, "observed": check.observed}
                for check in verdict.reported_failures
            ],
            "dbt_tests_passed": verdict.dbt["dbt_tests_passed"],
        },
    }
    text = json.dumps(content, indent=2, ensure_ascii=False)
    write_durably(target / MANIFEST_FILE, text.encode())


def _columns(target: Path) -> dict[str, list[dict[str, str]]]:
    """Return name and type of every column of every table."""
    with duckdb.connect(target / DATABASE_FILE, read_only=True) as connection:
        found = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() "
            f"where schema_name = '{SCHEMA}' order by table_name, column_index"
        ).fetchall()
    columns: dict[str, list[dict[str, str]]] = {}
    for table, name, kind in found:
        columns.setdefault(table, []).append({"name": name, "type": kind})
    return columns


def seal(target: Path) -> None:
    """Flush every file to disk and forbid writing to it."""
    for path in target.iterdir():
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.chmod(0o444)
    flush_directory(target)
