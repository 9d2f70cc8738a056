"""What was published before: the base of the ledger of reports and of the moves since.

The ledger goes on from the newest revision made, whichever one readers see: what was said stays
said after a rollback. Moves start from the newest revision that other facts, rules or dates made,
so that a forced rerun tells the same moves. Both come from files proven by their manifest. An
account that must be erased would be taken out of the ledger here, and out of the gate's copy.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from orchestration.landing.sql_text import path_literal
from orchestration.publishing.errors import DamagedRevisionError
from orchestration.publishing.hashing import file_hash
from orchestration.publishing.revisions import Revision, current_revision, list_revisions

Kind = TypeVar("Kind")
LEDGER = "account_stage_reported"
STAGES = "account_stages"
_LEDGER_COLUMNS = {
    "account_id": "varchar", "report_no": "integer", "reported_on": "date", "stage": "varchar",
    "stage_ordinal": "integer", "rules_version": "varchar",
}  # fmt: skip
_STAGES_COLUMNS = {
    "account_id": "varchar", "account_name": "varchar", "segment": "varchar", "region": "varchar",
    "owner_id": "varchar", "stage": "varchar", "stage_ordinal": "integer",
}  # fmt: skip


@dataclass(frozen=True)
class Baseline:
    """The revision that moves start from, and the file of its account_stages."""

    revision: int
    as_of: date
    rules_version: str
    stages: Path


@dataclass(frozen=True)
class Earlier:
    """Files of earlier revisions; `ledger` is None before the first one that has a ledger."""

    ledger: Path | None
    baseline: Baseline | None


NOTHING_EARLIER = Earlier(None, None)


def find_earlier(home: Path, fingerprint: str) -> Earlier:
    """Return what a run of this fingerprint goes on from.

    Raises DamagedRevisionError if the revision in question is not whole: a ledger is never begun
    anew because the old one cannot be read.
    """
    current_revision(home)  # Raises if readers' link leads to a revision that is not there.
    revisions = list_revisions(home)
    if not revisions:
        return NOTHING_EARLIER
    newest = revisions[-1]
    # A revision of a program that kept no ledger yet is whole without one.
    has_ledger = LEDGER in _entry(newest, "tables", dict)
    return Earlier(
        proven_file(newest, f"{LEDGER}.parquet") if has_ledger else None,
        _find_baseline(revisions, fingerprint),
    )


def _find_baseline(revisions: list[Revision], fingerprint: str) -> Baseline | None:
    found = baseline_revision(revisions, fingerprint)
    if found is None:
        return None
    try:
        as_of = date.fromisoformat(_entry(found, "as_of", str))
    except ValueError as error:
        raise _damaged(found, str(error)) from error
    rules_version = _entry(found, "rules_version", str)
    return Baseline(found.number, as_of, rules_version, proven_file(found, f"{STAGES}.parquet"))


def baseline_revision(revisions: list[Revision], fingerprint: str) -> Revision | None:
    """Return the last of these revisions, oldest first, that has another fingerprint."""
    return next(
        (
            revision
            for revision in reversed(revisions)
            if _entry(revision, "fingerprint", str) != fingerprint
        ),
        None,
    )


def create_reported_tables(connection: duckdb.DuckDBPyConnection, earlier: Earlier) -> None:
    """Replace the tables of schema `reported`; empty where nothing was published before."""
    connection.execute("create schema if not exists reported")
    for table, query in reported_queries(earlier).items():
        connection.execute(f"create or replace table reported.{table} as {query}")


def reported_queries(earlier: Earlier) -> dict[str, str]:
    """Return a query for each table of schema `reported`, by its name."""
    baseline = earlier.baseline
    row = "null::integer, null::date, null::varchar where false"
    if baseline is not None:
        row = f"{baseline.revision}, date '{baseline.as_of}', '{baseline.rules_version}'"
    return {
        LEDGER: _rows_query(earlier.ledger, _LEDGER_COLUMNS),
        STAGES: _rows_query(baseline.stages if baseline else None, _STAGES_COLUMNS),
        "baseline": f"select * from (select {row}) as rows(revision, as_of, rules_version)",
    }


def _rows_query(path: Path | None, columns: dict[str, str]) -> str:
    if path is None:
        nulls = ", ".join(f"null::{kind} as {name}" for name, kind in columns.items())
        return f"select {nulls} where false"
    casts = ", ".join(f"{name}::{kind} as {name}" for name, kind in columns.items())
    return f"select {casts} from read_parquet({path_literal(path)})"


def proven_file(revision: Revision, name: str) -> Path:
    """Return a file of a revision if it holds what the manifest says, or raise what damaged it."""
    path = revision.path / name
    try:
        found = file_hash(path)
    except OSError as error:
        raise _damaged(revision, f"{path.name}: {error.strerror}") from error
    if found != _entry(revision, "files", dict).get(path.name):
        raise _damaged(revision, f"{path.name} does not hold what the manifest says")
    return path


def _entry(revision: Revision, name: str, kind: type[Kind]) -> Kind:
    value = revision.manifest.get(name)
    if not isinstance(value, kind):
        raise _damaged(revision, f"its manifest lacks {name!r}")
    return value


def _damaged(revision: Revision, reason: str) -> DamagedRevisionError:
    return DamagedRevisionError(
        f"revision {revision.number} is damaged: {reason}. What was reported in it must not be "
        f"lost: put {revision.path} back from a backup"
    )
