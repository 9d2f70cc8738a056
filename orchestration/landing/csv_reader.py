"""Delimited text: strict quotes, and a broken line costs that line alone.

A record may span lines, but only if its quotes close within `MAX_RECORD_LINES` lines and it then
has as many fields as the header. Otherwise its first line alone goes to quarantine and reading goes
on at the next one, so that one lost quote never swallows the rest of a file.
"""

import csv
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from orchestration.landing.contract import ObjectContract
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.headers import map_header, normalised
from orchestration.landing.inputs import InputFile
from orchestration.landing.lines import MAX_LINE_BYTES, LineChunk, line_chunks
from orchestration.landing.raw_rows import BLANKS, RawRows, Spool
from orchestration.landing.text_encoding import detect_form

MAX_RECORD_LINES = 500
_DELIMITERS = (",", ";", "\t")
_UNCLOSED = "a quote is opened and not closed"


class _NeedsMoreLinesError(Exception):
    """The record may go on behind the lines that are loaded."""


class _MalformedError(Exception):
    """The record at this line cannot be read."""


def read_csv(file: InputFile, contract: ObjectContract, spool_path: Path) -> RawRows:
    """Copy all records of a delimited text file to a spool."""
    csv.field_size_limit(MAX_LINE_BYTES)
    form = detect_form(file)
    records = _Records(line_chunks(file, form), form.newline.decode())
    names = records.take_header(file, contract)
    if names is None:
        with Spool(spool_path, 0) as spool:
            pass
        return spool.rows((), records.blank, form.encoding)
    header = map_header(file.name, contract, names)
    with Spool(spool_path, len(header)) as spool:
        records.copy_to(spool, len(header))
    return spool.rows(header, records.blank, form.encoding, records.delimiter)


def detect_delimiter(header: str, columns: Collection[str]) -> str:
    """Choose the delimiter that yields most of the known columns, then most columns."""

    def score(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        known = sum(normalised(name) in columns for name in names)
        return known, len(names)

    return max(_DELIMITERS, key=score)


class _Records:
    """A window over the lines of a file, cut into records."""

    def __init__(self, chunks: Iterator[LineChunk], newline: str) -> None:
        self.blank = 0
        self.delimiter = ","
        self._chunks = chunks
        self._newline = newline
        self._is_complete = False
        self._lines = LineChunk(1)
        self._well_formed = re.compile("")

    def take_header(self, file: InputFile, contract: ObjectContract) -> list[str] | None:
        """Return the first record's fields; None if the file holds only blank lines."""
        while True:
            if not self._lines.texts and not self._load():
                return None
            if self._lines.texts[0].strip(BLANKS):
                break
            self._drop(1)
            self.blank += 1
        if 0 in self._lines.faults:
            raise UnreadableFileError(file.name, f"header: {self._lines.faults[0]}")
        known = contract.column_names
        self._use_delimiter(
            "\t" if file.is_tab_separated else detect_delimiter(self._lines.texts[0], known)
        )
        while True:
            try:
                names, consumed = self._parse(0)
            except _NeedsMoreLinesError:
                self._load()
                continue
            except _MalformedError as error:
                raise UnreadableFileError(file.name, f"header: {error}") from error
            self._drop(consumed)
            return names

    def _use_delimiter(self, delimiter: str) -> None:
        self.delimiter = delimiter
        one = rf'(?:"[^"]*(?:""[^"]*)*"|[^"{delimiter}]*)'
        self._well_formed = re.compile(rf"{one}(?:{delimiter}{one})*[\r\n]*")

    def copy_to(self, spool: Spool, width: int) -> None:
        """Spool all records behind the header."""
        while self._lines.texts or self._load():
            if not self._copy_whole(spool, width):
                self._copy_singly(spool, width)

    def _load(self) -> bool:
        """Add the next chunk to the window; False at the end of the file."""
        chunk = next(self._chunks, None)
        if chunk is None:
            self._is_complete = True
            return False
        offset = len(self._lines.texts)
        if offset == 0:
            self._lines.first_number = chunk.first_number
        self._lines.texts.extend(chunk.texts)
        self._lines.faults.update({offset + i: why for i, why in chunk.faults.items()})
        return True

    def _drop(self, count: int) -> None:
        """Move the window on by `count` lines."""
        lines = self._lines
        faults = {index - count: why for index, why in lines.faults.items() if index >= count}
        self._lines = LineChunk(lines.first_number + count, lines.texts[count:], faults)

    def _copy_whole(self, spool: Spool, width: int) -> bool:
        """Take the window in one go, if every line is a good record or blank."""
        lines = self._lines
        if lines.faults:
            return False
        try:
            rows = list(csv.reader(lines.texts, delimiter=self.delimiter, strict=True))
        except csv.Error:
            return False
        if len(rows) != len(lines.texts) or not {len(row) for row in rows} <= {width, 0}:
            return False
        for text, row in zip(lines.texts, rows, strict=True):
            if '"' in text and not self._is_well_formed(text, row):
                return False
        numbers = range(lines.first_number, lines.first_number + len(rows))
        if [] in rows:
            numbered = [(number, row) for number, row in zip(numbers, rows, strict=True) if row]
            self.blank += len(rows) - len(numbered)
            spool_numbers, rows = [number for number, _ in numbered], [row for _, row in numbered]
        else:
            spool_numbers = list(numbers)
        if rows:
            spool.add_rows(spool_numbers, list(zip(*rows, strict=True)))
        self._drop(len(lines.texts))
        return True

    def _copy_singly(self, spool: Spool, width: int) -> None:
        """Take the window record by record, setting aside what cannot be read."""
        lines = self._lines
        numbers: list[int] = []
        rows: list[list[str]] = []
        index = 0
        while index < len(lines.texts):
            consumed = 1
            number, text = lines.first_number + index, lines.texts[index]
            if index in lines.faults:
                spool.add_fault(number, lines.faults[index], text)
            elif not text.strip(BLANKS):
                self.blank += 1
            else:
                try:
                    row, consumed = self._parse(index, width)
                    rows.append(row)
                    numbers.append(number)
                except _MalformedError as error:
                    spool.add_fault(number, str(error), text)
                except _NeedsMoreLinesError:
                    break
            index += consumed
        if rows:
            spool.add_rows(numbers, list(zip(*rows, strict=True)))
        self._drop(index)
        if index < len(lines.texts):
            self._load()

    def _parse(self, index: int, width: int | None = None) -> tuple[list[str], int]:
        """Return the fields of the record that begins at `index`, and how many lines it takes."""
        lines = self._lines
        ran_out = False

        def following() -> Iterator[str]:
            nonlocal ran_out
            for position in range(index, index + MAX_RECORD_LINES):
                if position in lines.faults:
                    return
                if position >= len(lines.texts):
                    ran_out = True
                    return
                yield lines.texts[position] + self._newline

        reader = csv.reader(following(), delimiter=self.delimiter, strict=True)
        try:
            row = next(reader)
        except csv.Error as error:
            if ran_out and not self._is_complete:
                raise _NeedsMoreLinesError from error
            raise _MalformedError(_readable(error)) from error
        consumed = reader.line_num
        if width is not None and len(row) != width:
            message = f"{len(row)} fields instead of {width}" if consumed == 1 else _UNCLOSED
            raise _MalformedError(message)
        record = self._newline.join(lines.texts[index : index + consumed])
        if '"' in record and not self._is_well_formed(record, row):
            raise _MalformedError("a quote stands inside a field that is not quoted")
        return row, consumed

    def _is_well_formed(self, record: str, row: list[str]) -> bool:
        """Whether no quote stands in an unquoted field, which the csv module lets pass."""
        # Between tabs a quote in mid-field is common and clear. Elsewhere such a quote stays in the
        # value, so only records with one need the slower look.
        if self.delimiter == "\t" or not any('"' in value for value in row):
            return True
        return self._well_formed.fullmatch(record) is not None


def _readable(error: csv.Error) -> str:
    """Put the csv module's messages in words that help someone with the file open."""
    message = str(error)
    if "unexpected end" in message:
        return _UNCLOSED
    if "expected after" in message:
        return "text follows a closing quote"
    if "new-line" in message:
        return "a carriage return stands inside the line"
    return message
