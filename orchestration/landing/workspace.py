"""The room a landing works in: one process at a time, bounded memory, nothing left behind."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.landing.errors import LandingBusyError
from orchestration.landing.sql_text import literal, path_literal
from orchestration.landing.state import Landing, landing_directory

DEFAULT_MEMORY_LIMIT = "2GB"


@dataclass(frozen=True)
class Workspace:
    """An in-memory DuckDB and a folder for copies, both gone when the work is done."""

    connection: duckdb.DuckDBPyConnection
    directory: Path


@contextmanager
def open_workspace(
    parent: Path | None = None, memory_limit: str = DEFAULT_MEMORY_LIMIT
) -> Iterator[Workspace]:
    """Open a workspace in a new folder under `parent`, or under the system's own for short work."""
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    directory = Path(tempfile.mkdtemp(prefix="landing-", dir=parent))
    connection = duckdb.connect()
    try:
        connection.execute(f"set memory_limit = {literal(memory_limit)}")
        connection.execute(f"set temp_directory = {path_literal(directory / 'duckdb')}")
        connection.execute("set timezone = 'UTC'")
        connection.execute("set preserve_insertion_order = true")
        yield Workspace(connection, directory)
    finally:
        connection.close()
        shutil.rmtree(directory, ignore_errors=True)


def work_directory(home: Path) -> Path:
    """Where a home keeps temporary files."""
    return home.absolute() / "work" / "tmp"


@contextmanager
def landing_lock(home: Path) -> Iterator[None]:
    """Hold the home for one landing; raises LandingBusyError if another process has it."""
    # Not on Windows, where the module does not exist; a second landing is the scheduler's to avoid.
    try:
        import fcntl
    except ImportError:
        yield
        return
    directory = landing_directory(home)
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LandingBusyError(f"another process is landing into {str(home)!r}") from error
        yield


def remove_leftovers(home: Path, landing: Landing) -> None:
    """Delete what a killed landing left: files no manifest names, and old workspaces.

    Call it under `landing_lock` only.
    """
    named = {entry.path for entry in (*landing.stored_batches, *landing.stored_quarantine)}
    for folder in ("batches", "quarantine"):
        for path in (landing.directory / folder).glob("*/*"):
            if path.relative_to(landing.directory).as_posix() not in named:
                path.unlink()
    for path in (landing.directory / "manifests").glob("*.tmp"):
        path.unlink()
    shutil.rmtree(landing.directory / "staged", ignore_errors=True)
    for path in work_directory(home).glob("landing-*"):
        shutil.rmtree(path, ignore_errors=True)
