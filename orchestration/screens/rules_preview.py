"""What edited rule files would change, on one screen or as a file."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path

from rich.console import Console
from rich.table import Table

from orchestration.rules.differences import FileDifference
from orchestration.rules.person_moves import BandOutcome, PersonMove
from orchestration.rules.preview import Preview, StageMove

LISTED = "not listed"
READY = {None: None, False: "no", True: "yes"}
NUMBERS = {"accounts", "people", "edited: people", "converted", "rate"}


def write_moves(path: Path, moves: Iterable[StageMove]) -> None:
    """Write every account that moves as one row of a CSV file; raises OSError."""
    _write(path, [field.name for field in fields(StageMove)], map(astuple, moves))


def write_person_moves(path: Path, moves: Iterable[PersonMove]) -> None:
    """Write every person that moves as one row of a CSV file; raises OSError."""
    _write(path, [field.name for field in fields(PersonMove)], map(astuple, moves))


def _write(path: Path, names: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)


def show_preview(console: Console, preview: Preview, limit: int) -> None:
    """Print what the edited files say and what follows; at most `limit` accounts and people."""
    console.print(
        f"As of {preview.as_of}: rules {preview.version_before} in force, "
        f"{preview.version_after} edited. Nothing is published by this command."
    )
    if not preview.files:
        console.print("The edited files say what is in force: nothing would change.")
    for file in preview.files:
        _show_file(console, file)
    console.print(
        f"\n{len(preview.moves)} of {preview.accounts} accounts change their stage; of the history "
        f"{preview.spells_gone} spells would go and {preview.spells_come} come"
    )
    if preview.moves:
        _show_counts(console, "Accounts by move", preview.moves)
        _show_accounts(console, preview.moves, limit)
    _show_person_moves(console, preview, limit)


def _show_person_moves(console: Console, preview: Preview, limit: int) -> None:
    moves = preview.person_moves
    bands = [move for move in moves if move.from_band != move.to_band]
    stages = [move for move in moves if move.from_stage != move.to_stage]
    grades = [move for move in moves if move.from_grade != move.to_grade]
    ready = [move for move in moves if move.ready_after and not move.ready_before]
    unready = [move for move in moves if move.ready_before and not move.ready_after]
    console.print(
        f"\n{len(bands)} people change their band, {len(stages)} their lead stage, "
        f"{len(grades)} their grade; {len(ready)} become ready for sales, "
        f"{len(unready)} no longer are"
    )
    _show_person_counts(
        console, "band", [(move.segment, move.from_band, move.to_band) for move in bands]
    )
    _show_person_counts(
        console, "lead stage", [(move.segment, move.from_stage, move.to_stage) for move in stages]
    )
    if moves:
        _show_people(console, moves, limit)
        _show_band_outcomes(console, preview.band_outcomes)


def _show_file(console: Console, file: FileDifference) -> None:
    console.print(f"\n{file.rule_file}", style="bold")
    for mark, rows in (("+", file.added), ("-", file.removed)):
        for row in rows:
            console.print(f"  {mark} {row}")
    for old, new in file.changed:
        console.print(f"  ~ {old}\n    {new}")


def _show_counts(console: Console, title: str, moves: Iterable[StageMove]) -> None:
    table = _table(title, "segment", "from", "to", "accounts")
    counted = Counter(
        (move.segment, move.from_stage or LISTED, move.to_stage or LISTED) for move in moves
    )
    for (segment, old, new), accounts in sorted(counted.items()):
        table.add_row(segment, old, new, str(accounts))
    console.print(table)


def _show_accounts(console: Console, moves: tuple[StageMove, ...], limit: int) -> None:
    table = _table("Accounts that move", "account", "name", "segment", "from", "to", "reason")
    for move in moves[:limit]:
        table.add_row(*("-" if value is None else str(value) for value in astuple(move)))
    console.print(table)
    if len(moves) > limit:
        console.print(f"and {len(moves) - limit} more: --csv FILE writes them all")


def _show_person_counts(
    console: Console, what: str, moves: list[tuple[str, str | None, str | None]]
) -> None:
    if not moves:
        return
    table = _table(f"People by change of {what}", "segment", "from", "to", "people")
    counted = Counter((segment, old or LISTED, new or LISTED) for segment, old, new in moves)
    for (segment, old, new), people in sorted(counted.items()):
        table.add_row(segment, old, new, str(people))
    console.print(table)


def _show_people(console: Console, moves: tuple[PersonMove, ...], limit: int) -> None:
    names = ("person", "name", "segment", "band", "grade", "lead stage", "ready", "score", "reason")
    table = _table("People who move, and why", *names)
    for move in moves[:limit]:
        table.add_row(
            move.person_id,
            move.person_name or "-",
            move.segment,
            _change(move.from_band, move.to_band),
            _change(move.from_grade, move.to_grade),
            _change(move.from_stage, move.to_stage),
            _change(READY[move.ready_before], READY[move.ready_after]),
            _change(move.score_before, move.score_after),
            move.reason,
        )
    console.print(table)
    if len(moves) > limit:
        console.print(f"and {len(moves) - limit} more: --people-csv FILE writes them all")


def _change(before: object, after: object) -> str:
    """Tell both where they differ."""
    old, new = ("-" if value is None else str(value) for value in (before, after))
    return old if old == new else f"{old} > {new}"


def _show_band_outcomes(console: Console, outcomes: Iterable[BandOutcome]) -> None:
    """Tell how those who got an opportunity, and those who did not, would have been banded."""
    table = _table(
        "What bands are worth",
        "band", "people", "converted", "rate", "edited: people", "converted", "rate",
    )  # fmt: skip
    for one in outcomes:
        table.add_row(
            one.band,
            str(one.people_before),
            str(one.converted_before),
            _rate(one.converted_before, one.people_before),
            str(one.people_after),
            str(one.converted_after),
            _rate(one.converted_after, one.people_after),
        )
    console.print(table)
    console.print(
        "The last four quarters, at their start; converted: an opportunity in 90 days after"
    )


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None)
    for name in columns:
        table.add_column(name, justify="right" if name in NUMBERS else "left")
    return table
