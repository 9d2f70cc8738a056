"""A day is typed as 2026-06-30, or left to its default."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app

SMALL = ["--accounts", "5", "--people", "9", "--touches", "20"]


@pytest.mark.parametrize(
    ("end", "last"), [([], "2026-06-30"), (["--end", "2026-05-01"], "2026-05-01")]
)
def test_a_demo_ends_on_its_day(tmp_path: Path, end: list[str], last: str) -> None:
    result = CliRunner().invoke(app, ["demo", "--out", str(tmp_path / "demo"), *SMALL, *end])
    assert result.exit_code == 0
    truth = json.loads((tmp_path / "demo" / "truth" / "truth.json").read_text())
    assert truth["arguments"]["end"] == last


@pytest.mark.parametrize("day", ["30.06.2026", "2026-02-30", "", "yesterday"])
@pytest.mark.parametrize("command", [["demo", "--end"], ["run", "--as-of"]])
def test_what_is_no_day_is_told_by_an_example(
    tmp_path: Path, command: list[str], day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, [*command, day])
    assert result.exit_code == 2
    assert f"expected a day such as 2026-06-30, got '{day}'" in result.stderr
    assert not list(tmp_path.iterdir())
