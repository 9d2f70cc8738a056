"""Audit: judge the candidate file itself and write down the verdict, bound to its very bytes."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import duckdb

from expectations.keys import KEYS, SCHEMA
from orchestration.landing.sql_text import literal, path_literal, quoted
from orchestration.publishing.build_record import BUILD_FILE, BuildRecord, read_build
from orchestration.publishing.candidate import DATABASE_FILE, candidate_directory
from orchestration.publishing.earlier import find_earlier
from orchestration.publishing.errors import CandidateChangedError, NoCandidateError
from orchestration.publishing.hashing import file_hash, have_same_rows, table_hash
from orchestration.publishing.lock import home_lock
from orchestration.publishing.suites import suites_fingerprint
from orchestration.publishing.threads import spare_threads
from orchestration.publishing.verdict import (
    VERDICT_FILE,
    Check,
    TableState,
    Verdict,
    write_verdict,
)

CANDIDATE_FILES = (BUILD_FILE, DATABASE_FILE, *(f"{table}.parquet" for table in KEYS))


def audit_candidate(
    home: Path,
    progress: Callable[[str], None] | None = None,
    *,
    memory_limit: str = "4GB",
) -> Verdict:
    """Judge the candidate by every suite and write `<home>/candidate/verdict.json`.

    The verdict passes if every blocking expectation holds; a failed one is in it, not raised.
    `progress` gets one line per table. Raises NoCandidateError without a candidate,
    CandidateChangedError if its files do not belong together, DamagedRevisionError if an earlier
    revision cannot be compared with, HomeBusyError if another run works on `home`.
    """
    report = progress or (lambda _: None)
    directory = candidate_directory(home)
    with home_lock(home):
        if not (directory / DATABASE_FILE).is_file():
            raise NoCandidateError("there is no candidate to check; run `progression run` first")
        (directory / VERDICT_FILE).unlink(missing_ok=True)
        # Before anything is read: whatever changes a file from now on changes its hash.
        files = candidate_files(directory)
        build = read_build(directory / BUILD_FILE)
        tables = _table_states(directory, memory_limit)
        report(f"{len(tables)} tables read, Great Expectations starts")
        suites = suites_fingerprint()
        # Imported here, for the seconds it takes.
        from orchestration.publishing.gate import run_gate

        earlier = find_earlier(home, build.fingerprint)
        checks = run_gate(directory / DATABASE_FILE, build, report, earlier)
        verdict = judge(build, tables, files, suites, checks)
        write_verdict(directory, verdict)
    return verdict


def judge(
    build: BuildRecord,
    tables: Mapping[str, TableState],
    files: Mapping[str, str],
    suites: str,
    checks: Sequence[Check],
) -> Verdict:
    """Return the verdict that follows from findings: it passes if no blocking check failed."""
    return Verdict(
        passed=all(check.passed for check in checks if check.blocks),
        run_id=build.run_id,
        as_of=build.as_of,
        rules_version=build.rules_version,
        fingerprint=build.fingerprint,
        candidate=tables,
        files=files,
        suites=suites,
        checks=tuple(checks),
        dbt=asdict(build),
    )


def candidate_files(directory: Path) -> dict[str, str]:
    """Return the sha256 of each file of a candidate, its verdict aside.

    Raises CandidateChangedError unless exactly the files of a candidate are there.
    """
    found = {path.name for path in directory.iterdir()} - {VERDICT_FILE}
    if found != set(CANDIDATE_FILES):
        odd = ", ".join(sorted(found ^ set(CANDIDATE_FILES)))
        raise CandidateChangedError(
            f"the candidate does not hold the files it was built of ({odd}); "
            "run `progression run --force` to build it again"
        )
    return {name: file_hash(directory / name) for name in CANDIDATE_FILES}


def _table_states(directory: Path, memory_limit: str) -> dict[str, TableState]:
    """Count and hash every table; its Parquet file must hold the same rows."""
    spill = directory.with_name("candidate.spill")
    with duckdb.connect(directory / DATABASE_FILE, read_only=True) as connection:
        connection.execute(f"set memory_limit = {literal(memory_limit)}")
        connection.execute(f"set temp_directory = {path_literal(spill)}")
        connection.execute("set timezone = 'UTC'")
        spare_threads(connection.execute, SCHEMA)
        _require_tables(connection)
        states = {table: _table_state(connection, directory, table) for table in KEYS}
    shutil.rmtree(spill, ignore_errors=True)
    return states


def _require_tables(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not temporary "
        "union all select schema_name || '.' || view_name from duckdb_views() where not internal"
    ).fetchall()
    odd = {name for (name,) in found} ^ {f"{SCHEMA}.{table}" for table in KEYS}
    if odd:
        raise CandidateChangedError(
            f"the candidate does not hold exactly the published tables ({', '.join(sorted(odd))}); "
            "run `progression run --force` to build it again"
        )


def _table_state(connection: duckdb.DuckDBPyConnection, directory: Path, table: str) -> TableState:
    name = f"{SCHEMA}.{quoted(table)}"
    parquet = f"read_parquet({path_literal(directory / f'{table}.parquet')})"
    if not have_same_rows(connection, name, parquet):
        raise CandidateChangedError(
            f"{table}.parquet does not hold the rows of table {table}; "
            "run `progression run --force` to build the candidate again"
        )
    rows = int(connection.execute(f"select count(*) from {name}").fetchall()[0][0])
    return TableState(rows, table_hash(connection, name, table))
