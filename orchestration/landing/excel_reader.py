"""Excel: the first sheet, first filled row as header, numbers and dates as canonical text."""

import datetime
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from orchestration.landing.contract import ObjectContract
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.headers import HeaderColumn, map_header
from orchestration.landing.inputs import InputFile
from orchestration.landing.raw_rows import BLANKS, RawRows, Spool

_CHUNK_ROWS = 2000


def read_excel(file: InputFile, path: Path, contract: ObjectContract, spool_path: Path) -> RawRows:
    """Copy all rows of the first sheet of the workbook at `path` to a spool."""
    rows = _sheet_rows(file, path)
    blank = 0
    for _, cells in rows:
        if _is_filled(cells):
            break
        blank += 1
    else:
        with Spool(spool_path, 0) as spool:
            pass
        return spool.rows((), blank)
    header = map_header(file.name, contract, _without_tail(cells))
    with Spool(spool_path, len(header)) as spool:
        blank += _copy(rows, header, spool)
    return spool.rows(header, blank)


def _copy(
    rows: Iterator[tuple[int, list[str | None]]], header: Sequence[HeaderColumn], spool: Spool
) -> int:
    """Spool the rows under the header; returns how many were blank."""
    width, blank = len(header), 0
    numbers: list[int] = []
    kept: list[list[str | None]] = []
    for number, cells in rows:
        if not _is_filled(cells):
            blank += 1
            continue
        if _is_filled(cells[width:]):
            shown = "\t".join(cell or "" for cell in cells)
            spool.add_fault(number, "a value stands outside the header's columns", shown)
            continue
        numbers.append(number)
        kept.append((cells + [None] * width)[:width])
        if len(kept) >= _CHUNK_ROWS:
            spool.add_rows(numbers, list(zip(*kept, strict=True)))
            numbers, kept = [], []
    if kept:
        spool.add_rows(numbers, list(zip(*kept, strict=True)))
    return blank


def _sheet_rows(file: InputFile, path: Path) -> Iterator[tuple[int, list[str | None]]]:
    """Row number and texts of every row of the first sheet."""
    # Imported here: openpyxl takes longer to load than most text files take to read.
    import openpyxl

    if path.stat().st_size == 0:
        return
    try:
        with warnings.catch_warnings(), path.open("rb") as stream:
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            sheet: Any = workbook.worksheets[0]
            # Some writers state a wrong size; the rows themselves are right.
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield number, [_text_of(cell) for cell in cells]
    except UnreadableFileError:
        raise
    # A damaged workbook fails in as many ways as there are parts in it.
    except Exception as error:
        raise UnreadableFileError(file.name, f"not a readable workbook: {error}") from error


def _text_of(cell: object) -> str | None:
    """Write a cell as text: whole numbers without point, dates in ISO 8601."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell).replace("\0", "")


def _is_filled(cells: Sequence[str | None]) -> bool:
    return any(cell is not None and cell.strip(BLANKS) for cell in cells)


def _without_tail(cells: list[str | None]) -> list[str]:
    """Header texts without the empty cells behind the last one."""
    names = [cell or "" for cell in cells]
    while names and not names[-1].strip(BLANKS):
        names.pop()
    return names
