"""The same facts give the same rows: run again, forced, shuffled, cut in pieces, by two threads."""

import gzip
import json
import random
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration import pipeline
from orchestration.landing.run import land
from orchestration.pipeline import run_pipeline
from tests.conftest import begin_home
from tests.pipeline.conftest import Ran, run_once, silent

pytestmark = pytest.mark.pipeline
BATCHES = 5


def hashes(ran: Ran) -> dict[str, str]:
    tables = ran.outcome.revision.manifest["tables"]
    return {name: table["hash"] for name, table in tables.items() if name != "publish_log"}


def threads_of(ran: Ran) -> int:
    """How many threads dbt told DuckDB to take, as was prepared for it."""
    found = json.loads((ran.settings.dbt_dir / "target" / "run_results.json").read_text())
    (hook,) = (r for r in found["results"] if r["unique_id"].startswith("operation."))
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as warehouse:
        ((threads,),) = warehouse.execute("select threads from control.computing").fetchall()
    assert hook["compiled_code"].strip() == f"set threads = {threads}"
    return int(threads)


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


def test_shuffled_divided_input_and_another_thread_publish_the_same_rows(
    ran: Ran, company: Path, parsed: Path, tmp_path: Path
) -> None:
    batches = [tmp_path / f"batch_{number}" for number in range(BATCHES)]
    for batch in batches:
        batch.mkdir()
    for path in company.iterdir():
        if path.is_file() and not path.name.startswith("."):
            _scatter(path, batches)
    home = begin_home(tmp_path / "home", parsed)
    for batch in batches[:-1]:
        land(batch, home, silent)
    other = run_once(home, batches[-1], threads=2)
    assert threads_of(other) == 2
    assert hashes(other) == hashes(ran)
    assert sum(file.unchanged for file in other.outcome.landing.files) > 1000


@pytest.mark.torture
def test_a_forced_run_of_an_erased_warehouse_says_the_same_again(ran: Ran, tmp_path: Path) -> None:
    shutil.copytree(ran.settings.home, tmp_path / "home", symlinks=True)
    settings = ran.settings.model_copy(update={"home": tmp_path / "home"})
    for options in ({"force": True}, {"full_refresh": True}):
        again = Ran(settings, run_pipeline(settings, silent, **options))
        assert again.outcome.revision.number > ran.outcome.revision.number
        assert hashes(again) == hashes(ran)


def _scatter(path: Path, targets: list[Path]) -> None:
    """Deal the rows of `path` in random order over a file in each folder, a third of them twice."""
    draw = random.Random(path.name)
    name = path.name.partition(".")[0]
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            connection.execute(
                f"create table rows as select * from read_parquet('{path}', file_row_number = true)"
            )
            for number, target in enumerate(targets):
                connection.execute(
                    "copy (select * exclude (file_row_number) from rows "
                    f"where hash(file_row_number) % {len(targets)} = {number} "
                    f"or hash(-file_row_number) % {3 * len(targets)} = {number} "
                    f"order by hash(file_row_number)) to '{target}/{name}.{path.stem}.parquet'"
                )
        return
    header, lines = _lines(path)
    twice = lines + draw.sample(lines, len(lines) // 3)
    draw.shuffle(twice)
    suffix = ".jsonl" if ".jsonl" in path.name else ".csv"
    for number, target in enumerate(targets):
        content = twice[number :: len(targets)]
        out = target / f"{name}.{path.name.replace('.', '_')}{suffix}"
        out.write_text("".join([*header, *content]), encoding="utf-8")


def _lines(path: Path) -> tuple[list[str], list[str]]:
    """Header (none in JSON Lines) and the other lines; no value of the demo spans lines."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = raw.decode("utf-8-sig").splitlines(keepends=True)
    lines = [line if line.endswith("\n") else f"{line}\n" for line in lines]
    return ([], lines) if ".jsonl" in path.name else (lines[:1], lines[1:])
