"""Writing objects as files: Parquet, CSV (plain, gzipped, as Excel saves it), JSON Lines.

Nothing here depends on the clock: gzip headers carry no time, Parquet carries no local schema.
"""

import csv
import gzip
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Sheet:
    """A small table of Python values: None is null."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)


def write_parquet(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> int:
    """Write tables one after the other as row groups; return the number of rows.

    Columns may be dictionaries of what the schema says; readers see no difference.
    """
    remaining = iter(tables)
    first = next(remaining, schema.empty_table())
    rows = 0
    with pq.ParquetWriter(path, first.schema, store_schema=False, compression="zstd") as writer:
        for table in itertools.chain([first], remaining):
            writer.write_table(table)
            rows += table.num_rows
    return rows


def write_csv(
    path: Path, sheet: Sheet, *, delimiter: str = ",", byte_order_mark: bool = False
) -> int:
    """Write a sheet as UTF-8 CSV; a path that ends in .gz is compressed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([[_plain(value) for value in row] for row in sheet.rows])
    content = text.getvalue().encode("utf-8-sig" if byte_order_mark else "utf-8")
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return len(sheet)


def write_lines(path: Path, lines: list[str]) -> int:
    """Write lines of text as UTF-8; return their number."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def json_lines(sheet: Sheet) -> Iterator[str]:
    """Yield each row as one line of JSON without nulls."""
    for row in sheet.rows:
        filled = {
            name: _jsonable(value)
            for name, value in zip(sheet.columns, row, strict=True)
            if value is not None
        }
        yield json.dumps(filled, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime | date) else value


def _jsonable(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
