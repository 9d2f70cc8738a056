"""JSON Lines, and JSON files that hold one array of objects.

Numbers keep the digits they were written with; a nested value becomes JSON text.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from orchestration.landing.contract import ObjectContract
from orchestration.landing.headers import HeaderColumn, normalised, require_columns
from orchestration.landing.inputs import InputFile
from orchestration.landing.json_array import array_records
from orchestration.landing.lines import LineChunk, line_chunks
from orchestration.landing.raw_rows import BLANKS, RawRows, Spool
from orchestration.landing.text_encoding import detect_form

_CHUNK_ROWS = 2000


class _MalformedError(Exception):
    """The text is no JSON object that can be stored."""


def _refuse(constant: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(f"{constant} is not JSON")


# Objects come as tuples of pairs, so that a name given twice is seen.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_float=str, parse_int=str, parse_constant=_refuse
)


def read_json(file: InputFile, contract: ObjectContract, spool_path: Path) -> RawRows:
    """Copy all objects of a JSON Lines or JSON file to a spool."""
    form = detect_form(file)
    chunks = line_chunks(file, form)
    first, chunks = _peek(chunks)
    is_array = file.path.name.lower().removesuffix(".gz").endswith(".json") and first == "["
    records = array_records(file, chunks) if is_array else _line_records(chunks)
    objects = _Objects(contract)
    with Spool(spool_path, len(contract.columns)) as spool:
        objects.copy(records, spool)
    if objects.parsed:
        require_columns(file.name, contract, {name: key for key, name in objects.names.items()})
    every = [HeaderColumn(column.name, column.name) for column in contract.columns]
    present = frozenset(objects.names.values())
    unknown = [HeaderColumn(written, None) for written in sorted(objects.unknown)]
    return replace(
        spool.rows(every, objects.blank, form.encoding),
        extra="_extra",
        header=(*(column for column in every if column.column in present), *unknown),
        extra_counts=tuple(objects.unknown.items()),
    )


def _peek(chunks: Iterator[LineChunk]) -> tuple[str, Iterator[LineChunk]]:
    """Return the first character that is no blank, and the chunks from the start."""
    seen: list[LineChunk] = []

    def again() -> Iterator[LineChunk]:
        yield from seen
        yield from chunks

    for chunk in chunks:
        seen.append(chunk)
        for text in chunk.texts:
            if text.strip(BLANKS):
                return text.strip(BLANKS)[0], again()
    return "", again()


def _line_records(chunks: Iterable[LineChunk]) -> Iterator[tuple[int, str, str | None]]:
    """Line number, text and what is wrong with it, of every line."""
    for chunk in chunks:
        for index, text in enumerate(chunk.texts):
            yield chunk.first_number + index, text, chunk.faults.get(index)


class _Objects:
    """Turns objects into rows of contract columns, remembering every name it meets."""

    def __init__(self, contract: ObjectContract) -> None:
        self.names: dict[str, str] = {}
        self.unknown: Counter[str] = Counter()
        self.blank = 0
        self.parsed = 0
        self._positions = {column.name: i for i, column in enumerate(contract.columns)}

    def copy(self, records: Iterable[tuple[int, str, str | None]], spool: Spool) -> None:
        """Spool every record: as a row, or as a fault with its reason."""
        numbers: list[int] = []
        rows: list[list[str | None]] = []
        for number, text, fault in records:
            if fault is None and not text.strip(BLANKS):
                self.blank += 1
                continue
            try:
                if fault is not None:
                    raise _MalformedError(fault)
                rows.append(self._row(text))
                numbers.append(number)
            except _MalformedError as error:
                spool.add_fault(number, str(error), text)
            if len(rows) >= _CHUNK_ROWS:
                self._flush(spool, numbers, rows)
        self._flush(spool, numbers, rows)

    @staticmethod
    def _flush(spool: Spool, numbers: list[int], rows: list[list[str | None]]) -> None:
        if rows:
            *columns, extra = zip(*rows, strict=True)
            spool.add_rows(numbers, columns, extra)
            numbers.clear()
            rows.clear()

    def _row(self, text: str) -> list[str | None]:
        """Return the contract's values in order, then the other ones as JSON text."""
        pairs = _parse(text)
        self.parsed += 1
        names = [self._name(key) for key, _ in pairs]
        if len(set(names)) != len(names):
            double = next(name for name in names if names.count(name) > 1)
            raise _MalformedError(f"{double}: the column is given twice")
        cells: list[str | None] = [None] * (len(self._positions) + 1)
        extra: dict[str, str] = {}
        for name, (key, value) in zip(names, pairs, strict=True):
            if value is None:
                continue
            shown = value if isinstance(value, str) else _text_of(key, value, text)
            position = self._positions.get(name)
            if position is not None:
                cells[position] = shown
            elif shown := shown.strip(BLANKS):
                extra[key.strip(BLANKS)] = shown
        if extra:
            self.unknown.update(extra.keys())
            cells[-1] = json.dumps(extra, ensure_ascii=False, sort_keys=True)
        if "\\u" in text:
            _require_storable(cells, extra)
        return cells

    def _name(self, key: str) -> str:
        name = self.names.get(key)
        if name is None:
            name = self.names[key] = normalised(key)
        return name


def _parse(text: str) -> tuple[tuple[str, Any], ...]:
    """Return the pairs of one JSON object."""
    stripped = text.strip(BLANKS)
    try:
        value = _DECODER.decode(stripped)
    except RecursionError as error:
        raise _MalformedError("the JSON is nested too deeply") from error
    except ValueError as error:
        raise _MalformedError(f"malformed JSON: {error}") from error
    if not isinstance(value, tuple):
        raise _MalformedError("not a JSON object")
    return value


def _text_of(key: str, value: object, text: str) -> str:
    """Write a boolean or a nested value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        nested = json.loads(text.strip(BLANKS))[key]
    except ValueError as error:
        raise _MalformedError(f"malformed JSON: {error}") from error
    return json.dumps(nested, ensure_ascii=False, separators=(",", ":"))


def _require_storable(cells: list[str | None], extra: dict[str, str]) -> None:
    """Refuse what an escape can smuggle in: a NUL character, half a surrogate pair."""
    joined = "".join(cell for cell in cells if cell) + "".join(extra) + "".join(extra.values())
    if "\0" in joined:
        raise _MalformedError("the row holds a NUL character")
    try:
        joined.encode()
    except UnicodeEncodeError as error:
        raise _MalformedError("the row holds half of a surrogate pair") from error
