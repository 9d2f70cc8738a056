"""What an input folder holds, as landing would read it."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.landing.headers import meant
from orchestration.landing.inputs import find_inputs
from orchestration.landing.inspection import FileReport, inspect_inputs


def show_inspection(console: Console, directory: Path) -> bool:
    """Print a report of each file; return False if one cannot be read at all."""
    reports = inspect_inputs(directory)
    for report in reports:
        _show_file(console, report)
    for name in find_inputs(directory).unknown:
        console.print(f"\n{name}  belongs to no object and would be passed over")
    return not any(report.error for report in reports)


def _show_file(console: Console, report: FileReport) -> None:
    if report.error:
        console.print(f"\n{report.file}  cannot be read: {report.error}")
        return
    form = ", ".join(
        part
        for part in (report.encoding, report.delimiter and f"delimiter {report.delimiter!r}")
        if part
    )
    console.print(
        f"\n{report.file}  {report.object}{', ' + form if form else ''}: "
        f"{report.read:,} rows read, {report.quarantined:,} to quarantine, {report.blank:,} blank"
    )
    table = Table(box=None)
    for name in ("column", "becomes", "filled"):
        table.add_column(name)
    for column in report.columns:
        becomes = column.column or "kept as an extra column"
        if not column.column and (guess := meant(column.written, report.missing_optional)):
            becomes += f"; did you mean {guess}?"
        table.add_row(f"  {column.written}", becomes, f"{column.fill_rate:.0%}")
    console.print(table)
    if report.missing_optional:
        console.print(f"  not there: {', '.join(report.missing_optional)}")
    for reason in report.sample_reasons:
        console.print(f"  quarantine, {reason}")
