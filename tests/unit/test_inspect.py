"""The screen of an inspection tells what was found where something is missing or misspelt."""

from pathlib import Path

import pytest
from rich.console import Console

from orchestration.screens.inspect import show_inspection


def inspected(folder: Path) -> tuple[bool, str]:
    console = Console(record=True, width=200)
    return show_inspection(console, folder), " ".join(console.export_text().split())


def test_a_misspelt_column_is_told_what_it_may_mean(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(
        "person_id,Full-Nmae,created_at,updated_at,town\np1,Ann,2026-01-01,2026-01-01,Paris\n"
    )
    can_be_read, screen = inspected(tmp_path)
    assert can_be_read
    assert "Full-Nmae kept as an extra column; did you mean full_name? 100%" in screen
    assert "town kept as an extra column 100%" in screen


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", "persn_id,Created At,town,updated_at\np1,2026-01-01,Paris,2026-01-01\n"),
        (
            "people.jsonl",
            '{"persn_id": "p1", "Created At": "2026-01-01", "town": "Paris",'
            ' "updated_at": "2026-01-01"}\n',
        ),
    ],
)
def test_a_missing_required_column_lists_those_found(
    name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    can_be_read, screen = inspected(tmp_path)
    assert not can_be_read
    assert screen == (
        f"{name} cannot be read: required column missing: person_id; the file has "
        "persn_id (did you mean person_id?), Created At, town, updated_at"
    )


def test_a_file_without_any_of_the_columns_of_which_one_is_needed_lists_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "feedback.csv").write_text("feedback_id,given_at,persnid\nf1,2026-01-01,p1\n")
    _, screen = inspected(tmp_path)
    assert "is needed; the file has feedback_id, given_at, persnid (did you mean person" in screen
