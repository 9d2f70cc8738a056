"""What landing a folder would do, file by file, without storing anything."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.landing.batches import collect_rejected
from orchestration.landing.contract import OBJECTS
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.headers import missing_optional
from orchestration.landing.inputs import InputFile, find_inputs
from orchestration.landing.judging import judge
from orchestration.landing.raw_rows import RawRows
from orchestration.landing.readers import read_rows
from orchestration.landing.workspace import (
    DEFAULT_MEMORY_LIMIT,
    Workspace,
    open_workspace,
)

_SAMPLES = 5


@dataclass(frozen=True)
class ColumnReport:
    """A column as written, the contract column it becomes (or None), its filled share in 0..1."""

    written: str
    column: str | None
    fill_rate: float


@dataclass(frozen=True)
class FileReport:
    """One input file: how it would be read, or in `error` why it cannot be."""

    object: str
    file: str
    error: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    read: int = 0
    blank: int = 0
    quarantined: int = 0
    columns: tuple[ColumnReport, ...] = ()
    missing_optional: tuple[str, ...] = ()
    sample_reasons: tuple[str, ...] = ()

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Columns outside the contract, as written."""
        return tuple(column.written for column in self.columns if column.column is None)


def inspect_inputs(input_dir: Path, memory_limit: str = DEFAULT_MEMORY_LIMIT) -> list[FileReport]:
    """Read every input file as `land` would, and report.

    Raises NoInputError as `land` does; an unreadable file is a report with its error.
    """
    inputs = find_inputs(input_dir)
    with open_workspace(memory_limit=memory_limit) as workspace:
        return [_report(file, workspace) for file in inputs.files]


def _report(file: InputFile, workspace: Workspace) -> FileReport:
    try:
        rows = read_rows(file, workspace.connection, workspace.directory)
        return _read_report(file, rows, workspace)
    except UnreadableFileError as error:
        return FileReport(file.object, file.name, error=error.reason)
    # Only damaged pages of a Parquet file get here: text was copied by our own readers.
    except duckdb.Error as error:
        return FileReport(file.object, file.name, error=" ".join(str(error).split()))


def _read_report(file: InputFile, rows: RawRows, workspace: Workspace) -> FileReport:
    contract = OBJECTS[file.object]
    connection = workspace.connection
    judged = judge(rows, contract, 0, file.name)
    rejected = collect_rejected(connection, judged)
    samples = connection.execute(
        "select 'line ' || _line || ': ' || reason from rejected where not is_blank"
        f" order by _line limit {_SAMPLES}"
    ).fetchall()
    blank = rows.blank + rejected.blank
    present = frozenset(column.column for column in rows.header if column.column)
    return FileReport(
        object=file.object,
        file=file.name,
        encoding=rows.encoding,
        delimiter=rows.delimiter,
        read=rows.read,
        blank=blank,
        quarantined=rejected.quarantined,
        columns=_columns(rows, judged.filled, connection, rows.read - blank),
        missing_optional=missing_optional(contract, present) if rows.header else (),
        sample_reasons=tuple(str(reason) for (reason,) in samples),
    )


def _columns(
    rows: RawRows, filled: str, connection: duckdb.DuckDBPyConnection, total: int
) -> tuple[ColumnReport, ...]:
    """All columns of the file with their filled shares."""
    counts = connection.execute(filled).fetchone() or ()
    values = {
        source.header.written: int(count)
        for source, count in zip(rows.columns, counts, strict=False)
    } | dict(rows.extra_counts)
    return tuple(
        ColumnReport(
            column.written,
            column.column,
            round(values.get(column.written, 0) / total, 4) if total else 0.0,
        )
        for column in rows.header
    )
