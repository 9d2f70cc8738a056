"""The rule files in force: the project's seeds, with a company's own files laid over them.

A file replaces the default of the same name as a whole; columns it leaves out are blank, so that
the columns of the published contract suffice. Only of a file of settings (seed meta `settings`),
a row that is left out is the default's: a setting that a later program adds is nobody's mistake.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from orchestration.landing.csv_reader import detect_delimiter
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.inputs import InputFile
from orchestration.landing.text_encoding import read_text
from orchestration.rules.errors import RuleError, raise_all

Row = dict[str, str]


@dataclass(frozen=True)
class RuleColumn:
    """One column of a rule file; `accepted` is empty if any value of the type will do."""

    name: str
    sql_type: str
    is_required: bool
    accepted: tuple[str, ...]


@dataclass(frozen=True)
class RuleFile:
    """One rule file in force: its columns as declared, its rows as text by column name.

    `is_own` says that it is a company's own and not the default. Rows on line 0 are the default's.
    """

    name: str
    path: Path
    columns: tuple[RuleColumn, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    is_own: bool = False

    def line_of(self, row: Row) -> int:
        """Line of the file on which `row` stands."""
        return next(line for line, one in zip(self.lines, self.rows, strict=True) if one is row)

    def error(self, row: Row, column: str, value: str, expected: str) -> RuleError:
        """Return the error that names file, line and column of a value and what was expected."""
        return RuleError(f"{self.path}, line {self.line_of(row)}, {column}: {value!r}: {expected}")

    def as_csv(self) -> str:
        """Return the file in canonical form: declared columns in order, values trimmed."""
        return "".join(self.csv_lines())

    def csv_lines(self) -> list[str]:
        """Return header and rows in canonical form."""
        names = [column.name for column in self.columns]
        lines = [names, *([row[name] for name in names] for row in self.rows)]
        return [_csv_line(line) for line in lines]


@dataclass(frozen=True)
class Rules:
    """All rule files in force, by name."""

    files: Mapping[str, RuleFile]

    def rows(self, name: str) -> tuple[Row, ...]:
        """Rows of one file."""
        return self.files[name].rows

    @cached_property
    def version(self) -> str:
        """Hash of what the files say: 12 hex digits, independent of the order of rows.

        A file without rows says nothing, so one that a later program adds changes no version.
        """
        digest = hashlib.sha256()
        for name in sorted(self.files):
            header, *lines = self.files[name].csv_lines()
            if lines:
                digest.update("".join([name, "\n", header, *sorted(lines)]).encode())
        return digest.hexdigest()[:12]


def read_rules(seeds_dir: Path, overlay_dir: Path | None = None) -> Rules:
    """Read the declared rule files of `seeds_dir`, each replaced by its namesake in `overlay_dir`.

    Raises RuleError for unknown files, missing or unknown columns and rows of wrong length.
    """
    rules, errors = read_what_can_be_read(seeds_dir, overlay_dir)
    raise_all(errors)
    return rules


def read_what_can_be_read(
    seeds_dir: Path, overlay_dir: Path | None = None
) -> tuple[Rules, list[RuleError]]:
    """Read as `read_rules` does; a file that cannot be read is left out and its error returned."""
    declared = yaml.safe_load((seeds_dir / "_seeds.yml").read_text(encoding="utf-8"))["seeds"]
    overlay, errors = _overlay_files(overlay_dir, {seed["name"] for seed in declared})
    files = {}
    for seed in declared:
        name = seed["name"]
        path = overlay.get(name, seeds_dir / f"{name}.csv")
        columns = tuple(_columns(seed))
        meta = seed["config"].get("meta", {})
        key = tuple(meta.get("key", ()))
        try:
            numbered = _read_rows(path, columns)
        except RuleError as error:
            errors.append(error)
            continue
        if meta.get("settings", False) and name in overlay:
            defaults = _read_rows(seeds_dir / f"{name}.csv", columns)
            numbered += _left_out(numbered, defaults, key)
        rows, lines = tuple(row for _, row in numbered), tuple(line for line, _ in numbered)
        files[name] = RuleFile(name, path, columns, key, rows, lines, name in overlay)
    return Rules(files), errors


def _left_out(
    own: list[tuple[int, Row]], defaults: list[tuple[int, Row]], key: tuple[str, ...]
) -> list[tuple[int, Row]]:
    """Return the rows of `defaults` whose key `own` does not have, as on line 0."""
    known = {_key_of(row, key) for _, row in own}
    return [(0, row) for _, row in defaults if _key_of(row, key) not in known]


def _key_of(row: Row, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row[name].lower() for name in key)


def _overlay_files(
    overlay_dir: Path | None, known: set[str]
) -> tuple[dict[str, Path], list[RuleError]]:
    if overlay_dir is None:
        return {}, []
    if not overlay_dir.is_dir():
        raise RuleError(f"{overlay_dir} is not a folder of rule files")
    files = {path.stem: path for path in sorted(overlay_dir.glob("*.csv"))}
    errors = [
        RuleError(
            f"{overlay_dir / (unknown + '.csv')}: no rule file has this name; "
            f"known are {', '.join(sorted(known))}"
        )
        for unknown in sorted(set(files) - known)
    ]
    if not files:
        raise RuleError(f"{overlay_dir} holds no rule file (*.csv)")
    return files, errors


def _columns(seed: Mapping[str, object]) -> list[RuleColumn]:
    types: Mapping[str, str] = seed["config"]["column_types"]  # type: ignore[index]
    metas = {
        column["name"]: column.get("config", {}).get("meta", {})
        for column in seed["columns"]  # type: ignore[attr-defined]
    }
    return [
        RuleColumn(
            name,
            sql_type,
            bool(metas[name].get("required", False)),
            tuple(str(value) for value in metas[name].get("accepted", ())),
        )
        for name, sql_type in types.items()
    ]


def _read_rows(path: Path, columns: tuple[RuleColumn, ...]) -> list[tuple[int, Row]]:
    try:
        text = read_text(InputFile(path.stem, path.name, path, "csv", False, False))
    except UnicodeDecodeError as error:
        raise RuleError(
            f"{path}: not UTF-8, UTF-16 or GB18030 text ({error.reason} at byte {error.start})"
        ) from error
    except UnreadableFileError as error:
        raise RuleError(f"{path}: cannot be read ({error.reason})") from error
    first = next(iter(text.splitlines()), "")
    delimiter = detect_delimiter(first, {column.name for column in columns})
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise RuleError(f"{path}, line {reader.line_num}: {error}") from error
    if not lines:
        raise RuleError(f"{path}: empty, expected at least the header {_names(columns)}")
    header = [name.strip().lower() for name in lines[0][1]]
    _judge_header(path, header, columns)
    rows = []
    for number, line in lines[1:]:
        if not any(value.strip() for value in line):
            continue
        if len(line) != len(header):
            raise RuleError(f"{path}, line {number}: {len(line)} values for {len(header)} columns")
        given = dict(zip(header, (value.strip() for value in line), strict=True))
        rows.append((number, {column.name: given.get(column.name, "") for column in columns}))
    return rows


def _judge_header(path: Path, header: list[str], columns: tuple[RuleColumn, ...]) -> None:
    if unknown := [name for name in header if name not in {column.name for column in columns}]:
        raise RuleError(f"{path}: unknown column {unknown[0]!r}; known are {_names(columns)}")
    if len(set(header)) != len(header):
        raise RuleError(f"{path}: a column stands twice in the header")
    missing = [c.name for c in columns if c.is_required and c.name not in header]
    if missing:
        raise RuleError(f"{path}: column {missing[0]!r} is missing")


def _names(columns: tuple[RuleColumn, ...]) -> str:
    return ", ".join(column.name for column in columns)


def _csv_line(values: list[str]) -> str:
    return (
        ",".join(
            '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\n\r') else value
            for value in values
        )
        + "\n"
    )
