"""Small companies as rows of the input contract, and the files in which the pipeline gets them."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

Row = dict[str, str]


@dataclass
class Case:
    """One company: rows by object, values as text, an absent or empty value is null."""

    name: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, object_name: str, **values: str | None) -> None:
        """Add a row; None is null."""
        row = {name: value for name, value in values.items() if value is not None}
        self.rows.setdefault(object_name, []).append(row)

    def of(self, object_name: str) -> list[Row]:
        """Rows of one object; empty if there are none."""
        return self.rows.get(object_name, [])


def day_of(timestamp: str) -> date:
    """The UTC day of an ISO timestamp; without an offset it is UTC already."""
    return moment_of(timestamp).date()


def moment_of(timestamp: str) -> datetime:
    """The UTC moment of an ISO timestamp, without time zone."""
    moment = datetime.fromisoformat(timestamp)
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=None) - offset


def write_companies(cases: Iterable[Case], directory: Path) -> None:
    """Write all cases into one CSV file per object."""
    directory.mkdir(parents=True, exist_ok=True)
    rows_by_object: dict[str, list[Row]] = {}
    for case in cases:
        for object_name, rows in case.rows.items():
            rows_by_object.setdefault(object_name, []).extend(rows)
    for object_name, rows in rows_by_object.items():
        write_rows(directory / f"{object_name}.csv", rows)


def write_rows(path: Path, rows: list[Row]) -> None:
    """Write rows as CSV with every column that any of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def compact(case: Case) -> str:
    """The facts of a case, one short line each, so that a person can judge a difference."""
    lines = []
    for object_name, rows in case.rows.items():
        for row in rows:
            shown = " ".join(f"{name}={value}" for name, value in row.items())
            lines.append(f"  {object_name}: {shown}")
    return "\n".join(lines)
