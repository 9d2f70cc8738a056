"""Rows as a file gives them, before any value is judged: what every reader hands on.

A text or Excel file is first copied, as text, into a Parquet file of the workspace (the spool),
so that one set of SQL expressions types the rows of every format and may read them twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.landing.headers import HeaderColumn
from orchestration.landing.sql_text import path_literal

# Blanks cut off both ends of a value: ASCII ones, no-break space, ideographic space, stray marks.
BLANKS = " \t\r\n\u00a0\u3000\ufeff"
_SPOOLED_ROWS = 50_000


@dataclass(frozen=True)
class RawColumn:
    """One column: as written, its contract name or None, where it stands and its DuckDB type.

    `is_tidy` says that no text of it is empty or has a blank at either end.
    """

    header: HeaderColumn
    expression: str
    sql_type: str
    is_tidy: bool = False


@dataclass(frozen=True)
class RawRows:
    """A relation to read from, and what is known about the file around it.

    `header` names all columns of the file, `columns` those that `relation` has, `extra_counts` the
    number of values of those that stand in `extra`.
    `line`, `reason`, `raw` and `extra` are SQL expressions over `relation`. `read` counts records,
    blank ones included; `blank` those that the reader itself saw to be blank.
    """

    relation: str
    line: str
    columns: tuple[RawColumn, ...]
    read: int
    blank: int
    is_spooled: bool
    may_hold_nul: bool = False
    reason: str = "cast(null as varchar)"
    raw: str = "cast(null as varchar)"
    extra: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: tuple[HeaderColumn, ...] = ()
    extra_counts: tuple[tuple[str, int], ...] = ()


class Spool:
    """Writes text rows and unusable records to a Parquet file, a bounded number at a time."""

    def __init__(self, path: Path, width: int) -> None:
        """Open `path` for rows of `width` values."""
        self.path = path
        self.written = 0
        self._width = width
        names = ["_line", "_reason", "_raw", "_extra", *(f"c{index}" for index in range(width))]
        types: list[Any] = [pa.int64(), *(pa.string() for _ in names[1:])]
        self._schema = pa.schema(list(zip(names, types, strict=True)))
        self._writer = pq.ParquetWriter(
            path, self._schema, compression="lz4", write_statistics=False
        )
        self._faults: list[tuple[int, str, str]] = []
        self._batches: list[Any] = []
        self._waiting = 0

    def __enter__(self) -> "Spool":
        """Use as a context manager."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what is waiting, and close."""
        if kind is None:
            self._flush_faults()
            self._flush()
        self._writer.close()

    def add_rows(
        self,
        lines: Iterable[int],
        columns: Sequence[Sequence[str | None]],
        extra: Sequence[str | None] | None = None,
    ) -> None:
        """Add rows given column by column; `lines` are their line numbers."""
        numbers = pa.array(lines, pa.int64())
        nothing = pa.nulls(len(numbers), pa.string())
        self._add(
            [
                numbers,
                nothing,
                nothing,
                nothing if extra is None else pa.array(extra, pa.string()),
                *(pa.array(column, pa.string()) for column in columns),
            ]
        )

    def add_fault(self, line: int, reason: str, raw: str) -> None:
        """Add a record that cannot be read, as it stands."""
        self._faults.append((line, reason, raw))
        if len(self._faults) >= 1000:
            self._flush_faults()

    def _flush_faults(self) -> None:
        if self._faults:
            lines, reasons, raws = zip(*self._faults, strict=True)
            nothing = pa.nulls(len(lines), pa.string())
            self._add(
                [
                    pa.array(lines, pa.int64()),
                    pa.array(reasons, pa.string()),
                    pa.array(raws, pa.string()),
                    *(nothing for _ in range(self._width + 1)),
                ]
            )
            self._faults.clear()

    def _add(self, arrays: list[Any]) -> None:
        batch = pa.record_batch(arrays, schema=self._schema)
        self.written += batch.num_rows
        self._waiting += batch.num_rows
        self._batches.append(batch)
        if self._waiting >= _SPOOLED_ROWS:
            self._flush()

    def _flush(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
            self._batches.clear()
            self._waiting = 0

    def rows(
        self,
        header: Sequence[HeaderColumn],
        blank: int,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> RawRows:
        """Describe what was spooled; `header` names the spool's columns in order."""
        return RawRows(
            relation=f"read_parquet({path_literal(self.path)})",
            line="_line",
            columns=tuple(
                RawColumn(column, f"c{index}", "VARCHAR") for index, column in enumerate(header)
            ),
            read=self.written + blank,
            blank=blank,
            is_spooled=True,
            reason="_reason",
            raw="_raw",
            encoding=encoding,
            delimiter=delimiter,
            header=tuple(header),
        )
