"""The same facts give the same rows: run again, forced, shuffled, duplicated or cut in pieces."""

import gzip
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import pipeline
from orchestration.pipeline import run_pipeline
from tests.pipeline.conftest import Ran, run_once, silent

pytestmark = pytest.mark.pipeline


def hashes(ran: Ran) -> dict[str, str]:
    tables = ran.outcome.revision.manifest["tables"]
    return {name: table["hash"] for name, table in tables.items() if name != "publish_log"}


def test_a_second_run_without_news_does_not_start_the_job(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the job was started")

    monkeypatch.setattr(pipeline, "_run_job", refuse)
    again = run_pipeline(ran.settings, silent)
    assert not again.is_new
    assert again.revision.number == ran.outcome.revision.number
    assert all(file.is_known for file in again.landing.files)


def test_shuffled_duplicated_and_divided_input_publishes_the_same_rows(
    ran: Ran, company: Path, tmp_path: Path
) -> None:
    mess = tmp_path / "mess"
    mess.mkdir()
    for path in company.iterdir():
        if path.is_file() and not path.name.startswith("."):
            _scatter(path, mess)
    other = run_once(tmp_path / "home", mess)
    assert hashes(other) == hashes(ran)
    assert sum(file.unchanged for file in other.outcome.landing.files) > 1000

    forced = Ran(other.settings, run_pipeline(other.settings, silent, force=True))
    assert forced.outcome.revision.number == 2
    assert hashes(forced) == hashes(ran)


def _scatter(path: Path, target: Path) -> None:
    """Write the rows of `path` shuffled over two files, a third of them twice."""
    draw = random.Random(path.name)
    name = path.name.partition(".")[0]
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            connection.execute(
                f"create table rows as select * from read_parquet('{path}', file_row_number = true)"
            )
            for part, where in (
                ("a", "file_row_number % 3 <> 0"),
                ("b", "file_row_number % 3 <> 1"),
            ):
                connection.execute(
                    f"copy (select * exclude (file_row_number) from rows where {where} "
                    "order by hash(file_row_number)) "
                    f"to '{target}/{name}.{path.stem}{part}.parquet'"
                )
        return
    header, lines = _lines(path)
    draw.shuffle(lines)
    twice = lines + lines[: len(lines) // 3]
    draw.shuffle(twice)
    half = len(twice) // 2
    suffix = ".jsonl" if ".jsonl" in path.name else ".csv"
    for part, content in (("a", twice[:half]), ("b", twice[half:])):
        out = target / f"{name}.{path.name.replace('.', '_')}{part}{suffix}"
        out.write_text("".join([*header, *content]), encoding="utf-8")


def _lines(path: Path) -> tuple[list[str], list[str]]:
    """Header (none in JSON Lines) and the other lines; no value of the demo spans lines."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = raw.decode("utf-8-sig").splitlines(keepends=True)
    lines = [line if line.endswith("\n") else f"{line}\n" for line in lines]
    return ([], lines) if ".jsonl" in path.name else (lines[:1], lines[1:])
